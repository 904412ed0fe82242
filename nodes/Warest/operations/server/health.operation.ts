import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { report } from './report';

/** See docs/warest/server.md#v3. */
export const health = operation({
	name: 'Health Check',
	action: 'Check server health',
	effect: 'read',
	risk: 'reads',
	description:
		'Get the state of database, cache, storage, FFmpeg and more. See "status" for what is down. Needs the API key of an admin.',
	fields: {},
	run: async (_values, item) => await report(path`/server/healthz`, item),
});
