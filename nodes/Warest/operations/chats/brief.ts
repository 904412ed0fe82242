import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsIn } from '../../../transport/answer';
import { beginning, toTheSecond } from '../../engine/to-model';

/** So much of the last message goes to a model in a list of chats, and of a name. */
const MOST_PREVIEW = 80;
const MOST_NAME = 40;

const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** A message of a chat that the model has named, so without what all of its messages share. */
export function briefMessage(message: IDataObject, most: number): IDataObject {
	const { messageId, fromMe, isGroup, type, text, details, isEdited, sentAt } = message;
	const { phone, lid } = objectOf(message.sender);
	const { mimeType, fileName, url } = objectOf(message.media);
	const who = isGroup === true && fromMe !== true ? (phone ?? lid) : null;
	return {
		messageId,
		fromMe: fromMe === true ? true : null,
		sender: who,
		type: type === 'text' ? null : type,
		text: beginning(String(text), most),
		file: url ?? fileName ?? mimeType,
		details,
		answersTo: objectOf(message.quoted).messageId,
		reactions: objectsIn(message.reactions ?? []).map(({ emoji }) => emoji),
		isEdited: isEdited === true ? true : null,
		sentAt: toTheSecond(sentAt),
	} as IDataObject;
}

/** A chat of the list, or one that was found. */
export function briefChat(chat: IDataObject, most: number): IDataObject {
	const { chatId, name, number, isGroup, unreadCount, lastMessage, lastMessageAt } = chat;
	return {
		chatId,
		name:
			typeof name === 'string' && name.length > MOST_NAME ? `${name.slice(0, MOST_NAME)}…` : name,
		number,
		isGroup: isGroup === true ? true : null,
		unread: unreadCount === 0 ? null : unreadCount,
		lastMessage: beginning(String(lastMessage ?? ''), Math.min(most, MOST_PREVIEW)),
		lastMessageAt: lastMessageAt === null ? null : toTheSecond(lastMessageAt),
	} as IDataObject;
}
