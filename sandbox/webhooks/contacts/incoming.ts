import { randomBytes } from 'node:crypto';
import { ControlError } from '../../control-input';
import { withoutDevice } from '../../recipients';
import { storedJidOf } from '../../world/chats';
import type { ContactCard, MessageContent } from '../../world/content';
import { messageId } from '../../world/ids';
import { createMessage, ingest } from '../../world/messages';
import { isUnknownToStore, rowOf } from '../../world/own-messages';
import type { Message } from '../../world/types';
import type { LibraryEvent } from '../library-event';
import { arrivedContent, cardsOf, wiredContent } from '../messages/content';
import type { ArrivedContent } from '../messages/content';
import type { FileDetails } from '../messages/file';
import { textOf } from '../messages/kind';
import type { Wire } from '../messages/kind';
import { quoteOf } from '../messages/quote';
import { received } from '../messages/received';
import { actorIn, isOwn, isWaiting, pushNameOf, requireOpen } from './scene';
import type { Scene } from './scene';

/** What a contact sends: one of `content`, `contacts` and `wire`, or else just `text`. */
export interface Incoming {
	chatId: string;
	/** Who writes, in groups; any member, if not given. */
	from?: string;
	text?: string;
	content?: MessageContent;
	/** What a file's bytes don't say. */
	details?: FileDetails;
	/** Several cards in one message. */
	contacts?: ContactCard[];
	/** Anything else, in the words of WhatsApp's protocol: `{ orderMessage: { … } }`. */
	wire?: Wire;
	/** What the phone shows of `wire`; without it that is no message in the chat. */
	shown?: string;
	/** Nobody can decrypt it: the server only knows that there was something. */
	undecryptable?: boolean;
	/** The message that this one answers. */
	quotedId?: string;
	/** JIDs. */
	mentions?: string[];
	/** Seconds after which it disappears. */
	expiration?: number;
}

function contextOf(scene: Scene, given: Incoming): Wire | null {
	const { chatId, quotedId, mentions = [], expiration } = given;
	const chat = scene.session.chats.get(chatId);
	const quote = quotedId !== undefined && chat ? quoteOf(chat, quotedId) : null;
	if (quotedId !== undefined && !quote) {
		throw new ControlError(`"${chatId}" has no message "${quotedId}"`);
	}
	const context = {
		...quote,
		...(mentions.length > 0 && { mentionedJid: mentions }),
		...(expiration !== undefined && { expiration }),
	};
	return Object.keys(context).length > 0 ? context : null;
}

interface Written {
	arrived: ArrivedContent | null;
	/** What the phone shows. */
	row: Partial<Message> & Pick<Message, 'type' | 'body'>;
	/** Whether the server's database has no row for it. */
	hidden: boolean;
}

/** Polls also have a secret, with which the server reads the votes of those it saw. */
function writtenContent(
	scene: Scene,
	id: string,
	content: MessageContent,
	given: Incoming,
): Written {
	const { world, session, settings } = scene;
	const pollSecret = randomBytes(32);
	if (content.kind === 'poll') world.pollSecrets.set(id, pollSecret);
	const contextInfo = contextOf(scene, given);
	const around = { details: given.details ?? {}, contextInfo, pollSecret };
	const arrived = arrivedContent(world, session, settings, content, around);
	const row = rowOf(content);
	const type = content.kind === 'text' && !contextInfo ? 'conversation' : row.type;
	return { arrived, row: { ...row, type, content }, hidden: isUnknownToStore(content) };
}

function writtenOf(scene: Scene, id: string, given: Incoming): Written {
	const { text, content, contacts, wire, shown } = given;
	if (given.undecryptable)
		return { arrived: null, row: { type: 'system', body: '' }, hidden: true };
	if (wire) {
		const arrived = wiredContent(wire);
		const words = shown === undefined ? null : { kind: 'text' as const, text: shown };
		const row = { type: 'interactive', body: textOf(wire), content: words };
		return { arrived, row, hidden: false };
	}
	if (contacts) {
		const names = contacts.map(({ displayName }) => displayName).join(', ');
		return {
			arrived: cardsOf(contacts),
			row: { type: 'contact', body: names },
			hidden: false,
		};
	}
	if (content) return writtenContent(scene, id, content, given);
	if (text === undefined) throw new ControlError('"text" is missing');
	return writtenContent(scene, id, { kind: 'text', text }, given);
}

const undecrypted = { messageStubType: 2, messageStubParameters: ['No session record'] };

const disappearing = (wire: Wire, { expiration }: Incoming): Wire =>
	expiration === undefined ? wire : { ephemeralMessage: { message: wire } };

/** A message reaches the account: chat and phone have it, and its webhook is under way or waiting. */
function arrive(scene: Scene, given: Incoming): { id: string; event: LibraryEvent | null } {
	const late = isWaiting(scene);
	if (!late) requireOpen(scene);
	const { world, session } = scene;
	const { chatId } = given;
	const from = actorIn(scene, chatId, given.from);
	const id = messageId();
	const { arrived, row, hidden } = writtenOf(scene, id, given);
	const now = world.now();
	const pushName = pushNameOf(scene, from);
	const message = createMessage({
		...row,
		id,
		senderJid: storedJidOf(withoutDevice(from)),
		senderName: pushName,
		fromMe: isOwn(scene, from),
		timestamp: world.nowSeconds(),
		quotedId: given.quotedId ?? null,
		mentions: given.mentions ?? [],
		storedAt: now,
		visibleFrom: hidden ? Infinity : now + world.behaviour.storeMs,
	});
	const isSeen = given.wire ? given.shown !== undefined : !given.undecryptable;
	if (isSeen) ingest(world.chatFor(session, chatId, pushName), message);
	world.changed(session.id);
	const event = received(session, {
		id,
		remoteJid: chatId,
		from,
		pushName,
		timestamp: message.timestamp,
		wire: arrived && disappearing(arrived.wire, given),
		media: arrived?.media,
		...(!arrived && { stub: undecrypted }),
		late,
	});
	// Own messages have no webhook (docs/warest/webhooks.md#5).
	if (message.fromMe) return { id, event: null };
	if (!late) return { id, event };
	world.keepWaiting(session, { message, event });
	return { id, event: null };
}

/** Several messages in one event of WhatsApp's library: each webhook waits for the one before. */
export function arriveTogether(scene: Scene, messages: Incoming[]): string[] {
	const arrivals = messages.map((given) => arrive(scene, given));
	const events = arrivals.flatMap(({ event }) => event ?? []);
	void scene.world.tell(scene.session, ...events);
	return arrivals.map(({ id }) => id);
}
