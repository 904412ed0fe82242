import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';

/** See docs/warest/server.md#v2. */
export const info = operation({
	name: 'Server Info',
	action: 'Get server info',
	effect: 'read',
	risk: 'reads',
	description:
		'Get version, memory, disks, processor and session counts of the server. "uptimeSeconds" is of the machine, "process.uptimeSeconds" of WARest. Needs the API key of an admin.',
	fields: {},
	request: () => read(path`/server/info`),
});
