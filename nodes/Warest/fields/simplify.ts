import { toggle } from '../engine/fields';

/** For operations whose answer has more fields than people look at. */
export const simplify = toggle({
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});
