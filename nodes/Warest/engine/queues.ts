import type { Field, Fields, Values } from './field';

/**
 * What later items must not overtake: the chats that the values name, or the session where they name none. Several
 * sessions don't wait for each other.
 */
export function queuesOf<F extends Fields>(fields: F, values: Values<F>): string[] {
	const named = (what: Field<unknown>['names']) =>
		Object.keys(fields)
			.filter((name) => fields[name].names === what)
			.flatMap((name) => values[name])
			.map(String);
	const [session = ''] = named('session');
	const chats = named('chat');
	return chats.length > 0 ? chats.map((jid) => `${session} ${jid}`) : [session];
}
