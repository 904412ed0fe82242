import type { Field } from '../engine/field';
import { optionalText } from '../engine/fields';

/** The binary field that a made file gets; "data" if nothing else is entered. */
export function outputField(): Field<string | undefined> {
	return optionalText(
		{
			displayName: 'Output Data Field Name',
			description: 'Binary field. "data" if not set.',
		},
		(entered) => entered.trim(),
	);
}
