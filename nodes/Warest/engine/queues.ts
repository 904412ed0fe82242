import type { Field, Fields, Values } from './field';

/** Where a message is. */
interface Place {
	sessionId: string;
	chatId: string;
}

/** What the values of some fields name. */
const named = <F extends Fields>(
	fields: F,
	values: Values<F>,
	what: Field<unknown>['names'],
): unknown[] =>
	Object.keys(fields)
		.filter((name) => fields[name].names === what)
		.flatMap((name): unknown => values[name]);

/**
 * What later items must not overtake: the chats that the values name, or the session where they name none. Several
 * sessions don't wait for each other.
 */
export function queuesOf<F extends Fields>(fields: F, values: Values<F>): string[] {
	const messages = named(fields, values, 'message') as Place[];
	const sessions = named(fields, values, 'session');
	const [session = ''] = [...sessions, ...messages.map(({ sessionId }) => sessionId)];
	const chats = [...named(fields, values, 'chat'), ...messages.map(({ chatId }) => chatId)];
	return chats.length > 0
		? chats.map((jid) => `${String(session)} ${String(jid)}`)
		: [String(session)];
}

/** Whom a change with these values concerns: JIDs, digits of people, and links to chats that aren't known yet. */
export function concernedBy<F extends Fields>(fields: F, values: Values<F>): string[] {
	const messages = named(fields, values, 'message') as Place[];
	return [
		...named(fields, values, 'chat').map(String),
		...messages.map(({ chatId }) => chatId),
		...named(fields, values, 'person').map(String),
		...named(fields, values, 'link').map(String),
	];
}
