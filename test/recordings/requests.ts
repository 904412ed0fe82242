import { createHash } from 'node:crypto';
import { adminKey, bobKey } from '../../sandbox/authentication';
import { keyOfGroupsProfile, rawGroupsProfileBody } from './groups-profile';
import { miscHeaders, miscKeys, rawMiscBodies } from './misc';
import type { Recording } from './recording';
import { multipartBody, rawSendingBody, restoredJson } from './sending-bodies';

type Headers = Record<string, string>;

const wrongKey: Headers = { 'X-WAREST-API-KEY': 'wrong' };
const noKey: Headers = {};
const adminsKey: Headers = { 'X-WAREST-API-KEY': adminKey };
const bobsKey: Headers = { 'X-WAREST-API-KEY': bobKey };
const authorization = (value: string): Headers => ({ Authorization: value });

/** The recordings do not say which headers were sent; their names and reasons do. */
const headersByName: Record<string, Headers> = {
	'auth-api-key-header': { 'Api-Key': adminKey },
	'auth-apikey-scheme': authorization(`APIKey ${adminKey}`),
	'auth-apikey-scheme-case': authorization(`ApiKey ${adminKey}`),
	'auth-bad-key': wrongKey,
	'auth-basic': authorization(`Basic ${Buffer.from(`admin:${adminKey}`).toString('base64')}`),
	'auth-bearer': authorization(`Bearer ${adminKey}`),
	'auth-bearer-loses': { 'X-API-KEY': 'wrong', ...authorization(`Bearer ${adminKey}`) },
	'auth-bearer-lowercase': authorization(`bearer ${adminKey}`),
	'auth-before-validation': noKey,
	'auth-body-key': noKey,
	'auth-cookie': { Cookie: `WAREST_DOCS_SESSION=${adminKey}` },
	'auth-hash-as-key': {
		'X-WAREST-API-KEY': createHash('sha256').update(adminKey).digest('hex'),
	},
	'auth-header-wins': wrongKey,
	'auth-key-spaces': authorization(`Bearer   ${adminKey}`),
	'auth-key-uppercase': { 'X-WAREST-API-KEY': adminKey.toUpperCase() },
	'auth-ping-none': noKey,
	'auth-query-apiKey': noKey,
	'auth-query-api_key': noKey,
	'auth-query-apikey': noKey,
	'auth-session-bad': noKey,
	'auth-session-body': noKey,
	'auth-session-missing': noKey,
	'auth-token': authorization(`Token ${adminKey}`),
	'auth-x-api-key': { 'X-API-KEY': adminKey },
	'body-malformed-nokey': noKey,
	'body-too-large-nokey': noKey,
	'cooldown-other-key': bobsKey,
	'delete-bobs': bobsKey,
	'text-err-bad-key': wrongKey,
	'text-err-no-key': noKey,
	'text-other-users-session': bobsKey,
	'list-chats-badkey': wrongKey,
	'list-chats-bearer': authorization(`Bearer ${adminKey}`),
	'list-chats-key-in-query': noKey,
	'star-nokey': noKey,
	'unknown-docs-json': noKey,
};

const bobsRecording = /^(forbidden|other-?user|user)-/;

/** The headers that a recorded request must have had. */
export function headersOf({ part, name }: Recording): Headers {
	const key =
		(part === 'groups-profile' && keyOfGroupsProfile(name)) || (part === 'misc' && miscKeys[name]);
	if (key) return { bob: bobsKey, wrong: wrongKey, none: noKey }[key];
	if (part === 'misc') return { ...adminsKey, ...miscHeaders[name] };
	return headersByName[name] ?? (bobsRecording.test(name) ? bobsKey : adminsKey);
}

/** Bodies of which the recordings keep only the size; these have the same fault. */
const rawBodies: Record<string, string> = {
	'body-charset-bad': '{"webhookUrl":"http://x.y/"}',
	'body-invalid-json': '{bad',
	'body-json-array': '[1]',
	'body-json-string': '"str"',
	'body-malformed': 'vm\n',
	'body-malformed-nokey': '{"webhookUrl":',
	'body-malformed-send': '{"webhookUrl":',
	'body-malformed-send-media': '{"webhookUrl":',
	'body-malformed2': '{"webhookUrl":',
	'body-urlencoded': 'webhookUrl=http%3Ax',
	'body-vendor-json': '{}\n',
};

const filler = (bytes: number) => `{"filler":"${'a'.repeat(bytes - 13)}"}`;

export interface Body {
	type?: string;
	data?: string | Buffer;
}

/** The body of a recorded request, as it must have gone over the wire. */
export function bodyOf({ part, name, request }: Recording): Body {
	const { json, raw, multipart } = request;
	if (raw) {
		const sent =
			(part === 'messages-sending' && rawSendingBody(name, raw.type, raw.bytes)) ||
			(part === 'groups-profile' && rawGroupsProfileBody(name, raw.bytes)) ||
			(part === 'misc' && rawMiscBodies[name]);
		return { type: raw.type, data: sent || (rawBodies[name] ?? filler(raw.bytes)) };
	}
	if (multipart) return multipartBody(multipart.fields, multipart.files);
	if (json === undefined) return {};
	return { type: 'application/json', data: JSON.stringify(restoredJson(name, json)) };
}
