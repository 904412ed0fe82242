import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { simplified, simplify } from '../../fields/simplify';

const FIELDS = [
	'serviceVersion',
	'environment',
	'uptimeSeconds',
	'cpu',
	'memory',
	'disk',
	'loadAverage',
	'process',
	'sessions',
	'timezone',
];

/** The figures of a server that people look at. */
export const simplifiedInfo = (whole: IDataObject): IDataObject => simplified(whole, FIELDS);

/** See docs/warest/server.md#v2. */
export const info = operation({
	name: 'Server Info',
	action: 'Get server info',
	effect: 'read',
	risk: 'reads',
	description:
		'Get version, memory, disks, processor and sessions of the server. "uptimeSeconds" is of the machine, "process.uptimeSeconds" of WARest. Needs the API key of an admin.',
	fields: { simplify },
	request: () => read(path`/server/info`),
	output: ({ results }, { simplify: isSimple }) =>
		isSimple ? results.map(simplifiedInfo) : results,
});
