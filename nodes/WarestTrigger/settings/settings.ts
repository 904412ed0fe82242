import { isResourceLocatorValue, NodeOperationError, type INode } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import { parseChat } from '../../identity/jid';
import { isRefusal } from '../../whatsapp/refusal';
import { EVENTS, type EventName } from '../events/kinds';

/** What the person chose, checked. */
export interface Settings {
	sessions: string[];
	events: ReadonlySet<EventName>;
	output: 'simplified' | 'raw' | 'both';
	/** The secret that was entered, where the webhook is set up by hand. */
	manualSecret: string | null;
	filters: Filters;
	takeOver: boolean;
	reportRenewals: boolean;
	/** Milliseconds that missed messages are caught up back from now; null: not at all. */
	catchUp: number | null;
	/** Milliseconds. */
	tolerance: number;
}

export interface Filters {
	kind: 'all' | 'groups' | 'persons';
	/** JIDs; none: all chats. */
	chats: ReadonlySet<string>;
	senders: ReadonlySet<string>;
	/** None: any text. */
	words: string[];
	own: boolean;
}

const SESSION_ID = /^[a-zA-Z0-9._-]{1,64}$/;
const SHORTEST_MANUAL_SECRET = 32;
/** Of the other events the chats' history has nothing. */
const IN_HISTORY: readonly EventName[] = ['message', 'answer'];
const NAMES = Object.keys(EVENTS) as EventName[];

const plain = (value: unknown): string =>
	String((isResourceLocatorValue(value) ? value.value : value) ?? '').trim();

const entries = (list: unknown, name: string): Array<Record<string, unknown>> => {
	const found = isObject(list) ? list[name] : [];
	return Array.isArray(found) ? (found as Array<Record<string, unknown>>) : [];
};

const listed = (text: unknown): string[] =>
	plain(text)
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/** Reads and checks the parameters, wherever the node runs; `read` gives one with its expressions resolved. */
export function settingsOf(
	node: INode,
	read: (name: string, fallback: unknown) => unknown,
	countryCode: string,
): Settings {
	const refuse = (message: string, description: string) => {
		throw new NodeOperationError(node, message, { description });
	};
	const sessionId = (value: unknown): string => {
		const id = plain(value);
		if (id === '') refuse("'Session' is empty", 'Choose a session from the list.');
		if (!SESSION_ID.test(id)) {
			refuse(
				`'Session' is not a session ID: "${id}"`,
				'It has 1 to 64 letters, digits, dots, underscores or hyphens, e.g. shop-1.',
			);
		}
		return id;
	};
	const jid = (label: string, value: unknown): string => {
		const chat = parseChat(plain(value), countryCode);
		if (isRefusal(chat)) {
			throw new NodeOperationError(node, `'${label}' ${chat.refused}: "${plain(value)}"`, {
				description: chat.allowed,
			});
		}
		return chat.jid;
	};
	const secret = (): string => {
		const entered = plain(read('secret', ''));
		if (entered.length < SHORTEST_MANUAL_SECRET) {
			refuse("'Secret' is too short", `Use at least ${SHORTEST_MANUAL_SECRET} characters.`);
		}
		return entered;
	};

	const chosen = read('events', []);
	const events = Array.isArray(chosen) ? (chosen as unknown[]) : [];
	const wanted = events.includes('all') ? NAMES : NAMES.filter((name) => events.includes(name));
	if (wanted.length === 0) refuse("'Events' is empty", 'Choose at least one event.');
	const filters = read('filters', {}) as Record<string, unknown>;
	const options = read('options', {}) as Record<string, unknown>;
	const more = entries(read('moreSessions', {}), 'session').map((entry) => entry.sessionId);
	return {
		sessions: [...new Set([read('sessionId', ''), ...more].map(sessionId))],
		events: new Set(wanted),
		output: read('output', 'simplified') as Settings['output'],
		manualSecret: read('setUp', 'automatic') === 'manual' ? secret() : null,
		filters: {
			kind: (filters.chatKind ?? 'all') as Filters['kind'],
			chats: new Set(entries(filters.chats, 'chat').map(({ chatId }) => jid('Chats', chatId))),
			senders: new Set(listed(filters.senders).map((entry) => jid('Senders', entry))),
			words: listed(filters.words),
			own: filters.own === true,
		},
		takeOver: options.takeOver === true,
		reportRenewals: options.reportRenewals === true,
		catchUp:
			options.catchUp === true && wanted.some((name) => IN_HISTORY.includes(name))
				? Number(options.catchUpHours ?? 24) * 3_600_000
				: null,
		tolerance: Number(options.tolerance ?? 5) * 60_000,
	};
}
