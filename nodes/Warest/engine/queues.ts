import type { Field, Fields, Values } from './field';

/** Where a message is. */
interface Place {
	sessionId: string;
	chatId: string;
}

/**
 * What later items must not overtake: the chats that the values name, or the session where they name none. Several
 * sessions don't wait for each other.
 */
export function queuesOf<F extends Fields>(fields: F, values: Values<F>): string[] {
	const named = (what: Field<unknown>['names']): unknown[] =>
		Object.keys(fields)
			.filter((name) => fields[name].names === what)
			.flatMap((name): unknown => values[name]);
	const messages = named('message') as Place[];
	const [session = ''] = [...named('session'), ...messages.map(({ sessionId }) => sessionId)];
	const chats = [...named('chat'), ...messages.map(({ chatId }) => chatId)];
	return chats.length > 0
		? chats.map((jid) => `${String(session)} ${String(jid)}`)
		: [String(session)];
}
