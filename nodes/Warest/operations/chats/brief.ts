import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsIn } from '../../../transport/answer';
import { beginning, toTheSecond } from '../../engine/to-model';

/** So much of a message's text goes to a model, and so much of the last one in a list of chats. */
const MOST_TEXT = 600;
const MOST_PREVIEW = 80;

const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** A message of a chat that the model has named, so without what all of its messages share. */
export function briefMessage(message: IDataObject): IDataObject {
	const { messageId, fromMe, isGroup, type, text, details, isEdited, sentAt } = message;
	const { phone, lid } = objectOf(message.sender);
	const { mimeType, fileName, url } = objectOf(message.media);
	const who = isGroup === true && fromMe !== true ? (phone ?? lid) : null;
	return {
		messageId,
		fromMe: fromMe === true ? true : null,
		sender: who,
		type: type === 'text' ? null : type,
		text: beginning(String(text), MOST_TEXT),
		file: url ?? fileName ?? mimeType,
		details,
		answersTo: objectOf(message.quoted).messageId,
		reactions: objectsIn(message.reactions ?? []).map(({ emoji }) => emoji),
		isEdited: isEdited === true ? true : null,
		sentAt: toTheSecond(sentAt),
	} as IDataObject;
}

/** A chat of the list. */
export function briefChat({
	chatId,
	name,
	isGroup,
	unreadCount,
	lastMessage,
	lastMessageAt,
}: IDataObject): IDataObject {
	return {
		chatId,
		name,
		isGroup: isGroup === true ? true : null,
		unread: unreadCount === 0 ? null : unreadCount,
		lastMessage: beginning(String(lastMessage ?? ''), MOST_PREVIEW),
		lastMessageAt: lastMessageAt === null ? null : toTheSecond(lastMessageAt),
	} as IDataObject;
}
