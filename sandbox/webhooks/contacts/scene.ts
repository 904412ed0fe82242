import { ControlError } from '../../control-input';
import { ownJid } from '../../world/accounts';
import type { Chat, Message, Session } from '../../world/types';
import type { World } from '../../world/world';
import type { WebhookSettings } from '../settings';

/** Where contacts act, and how the server reports it. */
export interface Scene {
	world: World;
	settings: WebhookSettings;
	session: Session;
}

/** A chat that the session has. */
export function chatIn({ session }: Scene, jid: string): Chat {
	const chat = session.chats.get(jid);
	if (!chat) throw new ControlError(`Session "${session.id}" has no chat "${jid}"`);
	return chat;
}

/** A message of a chat. */
export function messageIn(chat: Chat, id: string): Message {
	const message = chat.messages.find((candidate) => candidate.id === id);
	if (!message) throw new ControlError(`"${chat.jid}" has no message "${id}"`);
	return message;
}

/** Who acts: the contact; in groups, any member unless one is given. */
export function actorIn({ session }: Scene, chatId: string, from: string | undefined): string {
	const known = session.chats.get(chatId);
	const actor = from ?? (known?.isGroup ? known.members[0] : chatId);
	if (!actor) throw new ControlError(`Nobody in "${chatId}" could do that`);
	return actor;
}

/** The name that somebody's messages carry. */
export const pushNameOf = ({ session }: Scene, jid: string) =>
	session.contacts.get(jid)?.name ?? session.chats.get(jid)?.name ?? jid.split('@')[0];

/** What the server hears while the connection is up. */
export function requireOpen({ session }: Scene) {
	if (session.runtime?.status !== 'open') {
		throw new ControlError(`Session "${session.id}" is not open`);
	}
}

/** Whether what happens now waits for the connection, instead of being lost. */
export const isWaiting = ({ session }: Scene) =>
	session.credentials !== null &&
	(session.runtime?.status === 'reconnecting' || session.runtime?.status === 'connecting');

/** Whether the account itself sent a message. */
export const isOwn = ({ session }: Scene, jid: string) => jid === ownJid(session);
