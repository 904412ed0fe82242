import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { bytesOf } from '../support/engine';
import { dotPicture } from '../support/sandbox';
import { byId, type Conditions } from '../support/warest';
import type { Sandbox } from '../../sandbox/server';
import * as faults from './faults';
import type { Treatment } from './proxy';

export const CLASSES = ['read', 'send', 'change', 'upload', 'download'] as const;

/** The kind of request that a fault hits. */
export type OperationClass = (typeof CLASSES)[number];

/** The operation that represents a class. */
export interface Example {
	operation: [resource: string, operation: string];
	parameters: IDataObject;
	conditions?: Conditions;
	/** The request that the fault hits; others in the same run pass. */
	path: RegExp;
	/** How often the phone shows it; not given for look-ups. */
	onPhone?: (sandbox: Sandbox) => number;
	/** Whether a result is the same as without a fault. */
	isRight: (items: INodeExecutionData[], sandbox: Sandbox) => boolean | Promise<boolean>;
}

const CHAT = '6281200010003@s.whatsapp.net';
const sentTo = (sandbox: Sandbox) => sandbox.control.sent.filter(({ jid }) => jid === CHAT).length;

export const EXAMPLES: Record<OperationClass, Example> = {
	read: {
		operation: ['chats', 'listChats'],
		parameters: { sessionId: byId('demo'), returnAll: false, limit: 1 },
		path: /\/api\/v1\/chats$/,
		isRight: ([{ json }]) => typeof json.chatId === 'string',
	},
	send: {
		operation: ['messages', 'sendText'],
		parameters: { sessionId: byId('demo'), to: byId(CHAT), message: 'Your order is ready' },
		path: /\/messages\/send\/text$/,
		onPhone: sentTo,
		isRight: ([{ json }]) => json.sent === true,
	},
	change: {
		operation: ['chats', 'pinChat'],
		parameters: {
			sessionId: byId('demo'),
			chatId: byId(CHAT),
			pin: true,
			options: { allowUnknown: true },
		},
		path: /\/pin$/,
		onPhone: ({ control }) =>
			control.whatsappCalls.filter(({ method }) => method === 'chatModify').length,
		isRight: ([{ json }]) => json.pinned === true,
	},
	upload: {
		operation: ['messages', 'sendMedia'],
		parameters: {
			sessionId: byId('demo'),
			to: byId(CHAT),
			source: 'binary',
			binaryPropertyName: 'data',
		},
		conditions: { items: [{ json: {}, binary: dotPicture }] },
		path: /\/messages\/send\/media$/,
		onPhone: sentTo,
		isRight: ([{ json }]) => json.sent === true,
	},
	download: {
		operation: ['profile', 'getProfilePicture'],
		parameters: { sessionId: byId('demo'), options: { download: true } },
		path: /^\/pictures\//,
		isRight: async ([{ binary }], { world }) =>
			binary !== undefined && world.pictures.get('pic.jpg')!.equals(await bytesOf(binary.data)),
	},
};

/** Where the requests that the fault hits go: through the proxy, or to an address with no server behind it. */
export type Route =
	'proxy' | 'tls' | 'closed port' | 'slamming door' | 'unknown name' | 'not https' | 'redirect';

export interface Case {
	/** In plain words, as in the table. */
	fault: string;
	group: string;
	route?: Route;
	treatment?: Treatment;
	/** How many requests it hits before all is well again; all of them, if not given. */
	times?: number;
	/** The classes that it can hit; all, if not given. */
	classes?: readonly OperationClass[];
	ignoreSslIssues?: boolean;
	/** It moves so many bytes that others would miss their time-outs: it runs alone, and memory is measured. */
	heavy?: boolean;
}

const API = ['read', 'send', 'change', 'upload'] as const;

const grouped = (group: string, cases: Array<Omit<Case, 'group'>>): Case[] =>
	cases.map((fault) => ({ group, ...fault }));

export const cases: Case[] = [
	...grouped('No connection', [
		{ fault: 'Nothing listens at the address', route: 'closed port' },
		{ fault: "The server's name can't be resolved", route: 'unknown name' },
		{ fault: 'The connection is cut as soon as a request arrives', route: 'slamming door' },
	]),
	...grouped('The connection is cut', [
		{ fault: 'Cut before the server got the request', treatment: faults.resetBefore },
		{
			fault: 'Cut once before the server got the request',
			treatment: faults.resetBefore,
			times: 1,
		},
		{ fault: 'Cut after the server did it', treatment: faults.resetAfter },
		{ fault: 'Cut once after the server did it', treatment: faults.resetAfter, times: 1 },
		{ fault: 'Cut in the middle of the answer', treatment: faults.resetInAnswer },
	]),
	...grouped('Damaged and strange answers', [
		{ fault: 'Half of the JSON', treatment: faults.halfAnswer, classes: API },
		{ fault: 'An empty answer', treatment: faults.emptyAnswer },
		{
			fault: 'A login portal answers instead of the server',
			treatment: faults.pageInstead(200, 'Welcome'),
		},
		{
			fault: 'A web page, though the server did it',
			treatment: faults.pageAfter(200, 'Welcome'),
			classes: API,
		},
		{
			fault: 'The right answer, labelled text/html',
			treatment: faults.answerAs('text/html'),
			classes: API,
		},
		{
			fault: 'The right answer, labelled application/octet-stream',
			treatment: faults.answerAs('application/octet-stream'),
		},
		{ fault: 'An answer of 1 GB', treatment: faults.hugeAnswer, heavy: true },
		{
			fault: 'A gzip bomb: 1 MB that unpacks to 1 GB',
			treatment: faults.gzipBomb,
			heavy: true,
		},
	]),
	...grouped('A proxy in front of the server', [
		{
			fault: '502 page, the request never got through',
			treatment: faults.pageInstead(502, '502 Bad Gateway'),
		},
		{
			fault: '502 page once, the request never got through',
			treatment: faults.pageInstead(502, '502 Bad Gateway'),
			times: 1,
		},
		{
			fault: '502 page, though the server did it',
			treatment: faults.pageAfter(502, '502 Bad Gateway'),
		},
		{
			fault: '503 page, the request never got through',
			treatment: faults.pageInstead(503, '503 Service Unavailable'),
		},
		{
			fault: '503 as JSON, the request never got through',
			treatment: faults.errorInstead(503, 'Service Unavailable'),
		},
		{
			fault: '503 as JSON, though the server did it',
			treatment: faults.errorAfter(503, 'Service Unavailable'),
			classes: API,
		},
		{
			fault: '504 page, though the server did it',
			treatment: faults.pageAfter(504, '504 Gateway Time-out'),
		},
		{ fault: 'Redirect to another host', route: 'redirect' },
	]),
	...grouped('Limits (429)', [
		{
			fault: 'Too many requests, twice',
			treatment: faults.tooManyRequests,
			times: 2,
			classes: API,
		},
		{ fault: 'Too many requests, every time', treatment: faults.tooManyRequests, classes: API },
		{ fault: 'Quota exceeded, twice', treatment: faults.quotaExceeded, times: 2, classes: API },
		{ fault: 'Quota exceeded, every time', treatment: faults.quotaExceeded, classes: API },
		{ fault: 'Recipient cooldown, twice', treatment: faults.cooldown, times: 2, classes: API },
		{ fault: 'Recipient cooldown, every time', treatment: faults.cooldown, classes: API },
	]),
	...grouped('Slowness', [
		{ fault: 'No answer, and the request never got through', treatment: faults.neverAnswers },
		{ fault: 'Done at once, but the answer never starts', treatment: faults.slowHeaders },
		{ fault: 'The answer stops in the middle', treatment: faults.stalledBody },
		{ fault: 'The answer trickles in and never ends', treatment: faults.slowBody },
	]),
	...grouped('Encryption (TLS)', [
		{ fault: 'A certificate that n8n does not trust', route: 'tls' },
		{
			fault: "The same, with 'Ignore SSL Issues' on",
			route: 'tls',
			ignoreSslIssues: true,
			classes: API,
		},
		{ fault: 'https:// to a server without encryption', route: 'not https' },
	]),
];
