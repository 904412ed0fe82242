import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { PAGE_SIZE, pageOf } from '../../../transport/pages';
import { path } from '../../../transport/path';
import type { Item } from '../../engine/item';
import { mustExist, type ChatChange } from '../chats/existing-chat';

interface MessageChange extends ChatChange {
	messageId: string;
}

async function recentMessages(
	{ sessionId, chatId }: MessageChange,
	{ api }: Item,
): Promise<IDataObject[]> {
	return await api.once(`recent messages of ${chatId} in ${sessionId}`, async () => {
		const query = { sessionId, limit: PAGE_SIZE };
		return pageOf(await api.send(read(path`/chats/${chatId}/messages`, query))).rows;
	});
}

/**
 * Refuses someone else's message: the server says that it worked, and nothing happens (docs/warest/chats.md#m6, #m7). A
 * message that isn't among the last 500 can't be checked.
 */
export async function mustBeOwn(values: MessageChange, item: Item): Promise<void> {
	await mustExist(values, item);
	const found = (await recentMessages(values, item)).find(({ id }) => id === values.messageId);
	if (found?.fromMe !== false) return;
	throw item.failure(
		`The message '${values.messageId}' was written by someone else`,
		"Only messages that this session sent can be edited or deleted for everyone. To remove it only for yourself, use 'Delete Message'.",
	);
}
