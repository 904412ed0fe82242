import { seconds } from '../clock';
import { ownChangeEvents, ownMessageEvents } from '../webhooks/own-events';
import { ownJid } from './accounts';
import { chatOf, isStored } from './chats';
import type { MessageContent } from './content';
import { addSystemRow } from './messages';
import { deliverOwn } from './own-messages';
import type { Chat, Message, MessageKey, Session, WhatsAppCall, WhatsAppFailure } from './types';
import type { World } from './world';

/** What `chatModify` can do to a chat. */
export type Modification =
	| { pin: boolean }
	| { mute: number }
	| { archive: boolean; lastMessages: object }
	| { clear: 'all'; lastMessages: object }
	| { star: { messages: { id: string; fromMe: boolean }[]; star: boolean } }
	| { deleteForMe: { key: MessageKey; deleteMedia: boolean; timestamp: number } };

/** A new message. */
export interface Outgoing {
	id: string;
	content: MessageContent;
	quotedId: string | null;
	isForwarded: boolean;
	mentions: string[];
}

/** What `sendMessage` can send. */
export type Content =
	| Outgoing
	| { react: { text: string; key: MessageKey } }
	| { delete: MessageKey }
	| { edit: MessageKey; text: string }
	| { pin: MessageKey; type: 1 | 2 };

const pinSeconds = 86_400;

const applies = (failure: WhatsAppFailure, call: WhatsAppCall, jid: string | null) =>
	(failure.sessionId ?? call.sessionId) === call.sessionId &&
	(failure.method ?? call.method) === call.method &&
	(failure.jid ?? jid) === jid;

function takeFailure(world: World, call: WhatsAppCall, jid: string | null): Error | null {
	const failure = world.failures.find((candidate) => applies(candidate, call, jid));
	if (!failure) return null;
	const error = new Error(failure.message ?? 'WhatsApp refused the call');
	if (failure.times === undefined) return error;
	failure.times -= 1;
	if (failure.times <= 0) world.failures.splice(world.failures.indexOf(failure), 1);
	return error;
}

/** One call of the library: noted, slow as it is, and failing if it shall. */
export async function call(
	world: World,
	session: Session,
	{ method, args, jid }: Pick<WhatsAppCall, 'method' | 'args'> & { jid: string | null },
) {
	const made: WhatsAppCall = { sessionId: session.id, method, args };
	world.calls.push(made);
	await world.sleep(world.behaviour.whatsappMs);
	const failure = takeFailure(world, made, jid);
	if (failure) throw failure;
}

/** The message a key means in the chat it is sent to; a key that is not exactly right means nothing. */
function aimedAt(chat: Chat, key: MessageKey): Message | undefined {
	if (key.remoteJid !== chat.jid) return undefined;
	return chat.messages.find(({ id, fromMe }) => id === key.id && fromMe === key.fromMe);
}

const needsParticipant = (chat: Chat, message: Message, key: MessageKey) =>
	chat.isGroup && !message.fromMe && key.participant === undefined;

function modify(chat: Chat, modification: Modification, nowSeconds: number) {
	if ('pin' in modification) chat.phone.pinnedAt = modification.pin ? nowSeconds : null;
	if ('mute' in modification) chat.phone.mutedUntil = modification.mute || null;
	if ('archive' in modification) chat.phone.archived = modification.archive;
	if ('clear' in modification) for (const { phone } of chat.messages) phone.visible = false;
	if ('star' in modification) {
		for (const { id, fromMe } of modification.star.messages) {
			const message = aimedAt(chat, { id, fromMe, remoteJid: chat.jid });
			if (message) message.phone.starred = modification.star.star;
		}
	}
	if ('deleteForMe' in modification) {
		const message = aimedAt(chat, modification.deleteForMe.key);
		if (message) message.phone.visible = false;
	}
}

/** The library's `chatModify`: an app-state change that only the phone shows. */
export async function chatModify(
	world: World,
	session: Session,
	modification: Modification,
	jid: string,
) {
	await call(world, session, { method: 'chatModify', args: [modification, jid], jid });
	modify(chatOf(session, jid, world.now()), modification, world.nowSeconds());
	world.changed(session.id);
	void world.tell(session, ...ownChangeEvents(modification, jid));
}

function react(world: World, session: Session, message: Message, emoji: string) {
	const from = ownJid(session);
	message.reactions = message.reactions.filter((reaction) => reaction.from !== from);
	if (emoji !== '') message.reactions.push({ from, emoji, timestamp: world.nowSeconds() });
	message.store.updatedAt = world.nowSeconds();
}

/** A deleted message stays as a system row (docs/warest/chats.md#c2, "Revoked message"). */
export function revoke(message: Message, now: number) {
	message.type = 'system';
	message.body = message.fromMe
		? '(_⊘ You deleted this message_)'
		: '(_⊘ This message was deleted_)';
	message.media = null;
	message.poll = null;
	message.content = null;
	message.deletedAt = seconds(now);
	message.store.updatedAt = seconds(now);
}

/** The message has another text now; the server keeps what it was (docs/warest/chats.md#c2). */
export function editText(message: Message, text: string, now: number) {
	const before =
		message.type === 'extendedtextmessage'
			? { extendedTextMessage: { text: message.body } }
			: { conversation: message.body };
	message.edit = { at: now, before, preview: text };
	message.body = text;
	message.store.updatedAt = seconds(now);
}

function pinMessage(world: World, session: Session, chat: Chat, key: MessageKey, type: 1 | 2) {
	const message = aimedAt(chat, key);
	if (message && !needsParticipant(chat, message, key)) {
		message.phone.pinnedUntil = type === 1 ? world.nowSeconds() + pinSeconds : null;
	}
	if (type === 2 || !isStored(session, chat)) return;
	const sender = { jid: ownJid(session), name: session.profile?.name ?? '' };
	addSystemRow(chat, { sender, fromMe: true, body: '[You pinned a message]', now: world.now() });
}

function deliver(world: World, session: Session, jid: string, content: Content) {
	if ('id' in content) return deliverOwn(world, session, jid, content);
	const chat = chatOf(session, jid, world.now());
	if ('react' in content) {
		const message = aimedAt(chat, content.react.key);
		if (message) react(world, session, message, content.react.text);
	} else if ('delete' in content) {
		const message = aimedAt(chat, content.delete);
		if (message) revoke(message, world.now());
	} else if ('edit' in content) {
		const message = aimedAt(chat, content.edit);
		if (message) editText(message, content.text, world.now());
	} else {
		pinMessage(world, session, chat, content.pin, content.type);
	}
}

/** The library's `sendMessage`: what it does on the phone comes back to the server as an event. */
export async function sendMessage(world: World, session: Session, jid: string, content: Content) {
	await call(world, session, { method: 'sendMessage', args: [jid, content], jid });
	deliver(world, session, jid, content);
	world.changed(session.id);
	void world.tell(session, ...ownMessageEvents(world, session, content));
}

/** The library's `readMessages`: receipts for inbound messages; in groups only with a participant. */
export async function readMessages(world: World, session: Session, keys: MessageKey[]) {
	const jid = keys[0]?.remoteJid ?? null;
	await call(world, session, { method: 'readMessages', args: [keys], jid });
	for (const key of keys) {
		const chat = session.chats.get(key.remoteJid);
		const message = chat && aimedAt(chat, key);
		if (chat && message && !needsParticipant(chat, message, key)) message.phone.read = true;
	}
	world.changed(session.id);
}
