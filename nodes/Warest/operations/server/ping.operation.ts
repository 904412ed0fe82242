import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';

/** On some builds of Node.js the server cannot write this one time between 00:00 and 00:59. */
function withReadableTimes(result: IDataObject): IDataObject {
	const { serverTimeISO, serverTimeUTC } = result;
	const readable = !Number.isNaN(Date.parse(String(serverTimeISO)));
	return readable ? result : { ...result, serverTimeISO: serverTimeUTC };
}

/** See docs/warest/server.md#v1: the one request that needs no key and counts for no limit. */
export const ping = operation({
	name: 'Ping',
	action: 'Ping server',
	effect: 'read',
	risk: 'reads',
	description: 'Check whether the WARest server answers, and what time it is there',
	fields: {},
	request: () => read(path`/server/ping`),
	output: ({ results }) => results.map(withReadableTimes),
});
