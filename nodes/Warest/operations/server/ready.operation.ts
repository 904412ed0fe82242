import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { report } from './report';

/** See docs/warest/server.md#v5. */
export const ready = operation({
	name: 'Ready Check',
	action: 'Check server readiness',
	effect: 'read',
	risk: 'reads',
	description:
		'Check whether the server can take requests, and what it waits for if "ready" is false. Needs the API key of an admin.',
	fields: {},
	run: async (_values, item) => await report(path`/server/ready`, item),
});
