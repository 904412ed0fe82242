import type { IDataObject } from 'n8n-workflow';
import type { KnownJid } from '../../../identity/known';
import { post, type Call } from '../../../transport/call';
import { path, type Path } from '../../../transport/path';
import { options } from '../../engine/fields';
import { allowUnknown, chat } from '../../fields/chat';
import { session } from '../../fields/session';

interface OfChat {
	sessionId: string;
	chatId: KnownJid;
}

/** Session and chat: what every change of a whole chat asks. */
export const ofChat = { sessionId: session(), chatId: chat() };

/** The options of such a change. */
export const chatOptions = options({ allowUnknown: allowUnknown() });

/** Where a chat, or a message in it, is changed. */
export const chatPath = (chatId: KnownJid, action: string, messageId?: string): Path =>
	messageId === undefined
		? path`/chats/${chatId}/${action}`
		: path`/chats/${chatId}/messages/${messageId}/${action}`;

/** See docs/warest/chats.md#a1 to #a4, #m1 to #m8: the chat goes into the body as `to`. */
export function chatAction(
	path: Path,
	{ sessionId, chatId }: OfChat,
	body: IDataObject = {},
): Call {
	return post(path, { sessionId, to: chatId, ...body });
}
