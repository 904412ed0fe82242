import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chosenSession } from '../../fields/session';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { twinOf } from './same-credentials';

/** Wiping the login of one session must not log another one out. */
export async function keepTwin({ sessionId }: { sessionId: string }, item: Item): Promise<void> {
	const twin = await twinOf(item.api, sessionId);
	if (twin === null) return;
	throw item.failure(
		`Session '${sessionId}' shares its WhatsApp login with session '${twin}', which would be logged out too`,
		'The server keeps both under the same name, because their IDs differ only in case or punctuation. Remove them on the server itself.',
	);
}

/** See docs/warest/sessions.md#s8. */
export const deleteSession = operation({
	name: 'Delete Session',
	action: 'Delete a WhatsApp session',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		"Remove a session and its login from the server for good. Also remove it from the phone's linked devices: WhatsApp isn't told.",
	fields: { sessionId: chosenSession() },
	before: keepTwin,
	request: ({ sessionId }) => remove(path`/session/delete`, { sessionId }),
	output: ({ results }) => results.map((result) => ({ ...result, deleted: true })),
});
