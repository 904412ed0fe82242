import type { IDataObject } from 'n8n-workflow';
import { claimIn } from '../../identity/claim';
import { objectsIn } from '../../transport/answer';
import { isoTime } from '../../whatsapp/time';
import type { Delivery } from '../receiving/delivery';
import { choiceOf, contentOf, contentText, typeOf, type Content } from './content';
import type { EventName } from './kinds';
import { mediaOf, type Media } from './media';
import { personOf, type Person } from '../../identity/person';
import { authorOf, chatOf, isGroup } from './people';
import { isoSeconds, numberOrNull, objectOf, textOf, textOrNull, textsOf } from './values';

/** What was quoted by a message. */
interface Quoted {
	messageId: string | null;
	sender: Person;
	type: string;
	text: string;
}

/** The shape of every item; what an event doesn't have is null or empty. */
export interface Simple {
	event: EventName;
	sessionId: string;
	chatId: string | null;
	isGroup: boolean | null;
	sender: Person | null;
	/** Whether it comes from the session's own phone. */
	fromMe: boolean;
	/** The message that it is about: for reactions, edits, votes, pins and deletions, the older one. */
	messageId: string | null;
	type: string | null;
	text: string;
	quoted: Quoted | null;
	mentions: string[];
	media: Media | null;
	/** What only this kind of event has. */
	details: IDataObject | null;
	/** When it happened, as far as it is known. */
	timestamp: string;
	/** When n8n got it. */
	receivedAt: string;
}

/** What an event's own function gives; the rest is the same for all of them. */
type Part = Partial<Omit<Simple, 'timestamp'>> & { timestamp?: string | null };

/**
 * The server puts 62 before mentioned numbers that begin with 8 or 0 (docs/warest/webhooks.md#5-1): the pairs of both.
 */
function rewrittenNumbers(message: IDataObject): Map<string, string> {
	const { replacements } = objectOf(message.__warestMentionInfo);
	const pairs = Array.isArray(replacements) ? (replacements as unknown[]) : [];
	return new Map(
		pairs
			.map((pair) => textsOf(pair))
			.filter((pair) => pair.length === 2 && pair.every((entry) => /^\d+$/.test(entry)))
			.map(([original, rewritten]) => [rewritten, original]),
	);
}

function quotedOf({ value }: Content): Quoted | null {
	const { stanzaId, participant, quotedMessage } = objectOf(value.contextInfo);
	if (textOrNull(stanzaId) === null) return null;
	const content = contentOf(quotedMessage);
	return {
		messageId: textOf(stanzaId),
		sender: personOf([participant]),
		type: typeOf(content),
		text: contentText(content),
	};
}

const ofKey = (key: IDataObject, sender: IDataObject = {}, name: string | null = null): Part => {
	const chatId = chatOf(key);
	return {
		chatId,
		isGroup: chatId === null ? null : isGroup(chatId),
		sender: authorOf(key, sender, name),
		fromMe: key.fromMe === true,
		messageId: textOrNull(key.id),
	};
};

const place = ({ degreesLatitude, degreesLongitude, name, address }: IDataObject) => ({
	latitude: numberOrNull(degreesLatitude),
	longitude: numberOrNull(degreesLongitude),
	name: textOrNull(name),
	address: textOrNull(address),
});

const DETAILS: Record<string, (value: IDataObject) => IDataObject> = {
	location: place,
	liveLocation: place,
	contact: ({ displayName, vcard }) => ({ contacts: [{ name: displayName, vcard }] }),
	contacts: ({ contacts }) => ({
		contacts: objectsIn(contacts).map(({ displayName, vcard }) => ({ name: displayName, vcard })),
	}),
	poll: ({ name, options, selectableOptionsCount }) => ({
		question: textOrNull(name),
		options: objectsIn(options).map(({ optionName }) => textOf(optionName)),
		selectable: numberOrNull(selectableOptionsCount),
	}),
};

/** A message of any kind (docs/warest/webhooks.md#5-1). */
function message({ data }: Delivery, baseUrl: string): Part {
	const message = objectOf(data.message);
	const content = contentOf(message.message);
	const type = typeOf(content);
	const rewritten = rewrittenNumbers(message);
	const original = (text: string) =>
		[...rewritten].reduce((all, [wrong, right]) => all.replaceAll(`@${wrong}`, `@${right}`), text);
	const mentions = textsOf(data.mentions).map((jid) => {
		if (claimIn(jid) !== null) return jid;
		const [number, domain] = jid.split('@');
		return `${rewritten.get(number) ?? number}@${domain}`;
	});
	const choice = choiceOf(content);
	return {
		...ofKey(objectOf(message.key), objectOf(data.sender), textOrNull(message.pushName)),
		type,
		text: original(textOf(data.text) || contentText(content)),
		quoted: quotedOf(content),
		mentions,
		media: mediaOf(data, baseUrl),
		details: choice ? { ...choice } : (DETAILS[type]?.(content.value) ?? null),
		timestamp: isoSeconds(message.messageTimestamp),
	};
}

/** A system message: nothing in it was written by anybody. */
function system(delivery: Delivery, baseUrl: string): Part {
	const {
		messageStubType,
		messageStubParameters,
		message: content,
	} = objectOf(delivery.data.message);
	const { key, value } = contentOf(content);
	return {
		...message(delivery, baseUrl),
		type: 'system',
		details: {
			kind: value.type ?? key,
			stubType: messageStubType ?? null,
			stubParameters: textsOf(messageStubParameters),
		},
	};
}

/** A message about another one; `own` is its own id. */
function about(delivery: Delivery, baseUrl: string, own: string): Part {
	const { value } = contentOf(objectOf(delivery.data.message).message);
	const made = message(delivery, baseUrl);
	const { id } = objectOf(value.key ?? value.pollCreationMessageKey);
	return { ...made, messageId: textOrNull(id), type: null, details: { [own]: made.messageId } };
}

function revoke(delivery: Delivery, baseUrl: string): Part {
	const { event, data } = delivery;
	if (event === 'message_revoked') return ofKey(objectOf(data.key));
	return about(delivery, baseUrl, 'deletionId');
}

function pin(delivery: Delivery, baseUrl: string): Part {
	const { key, value } = contentOf(objectOf(delivery.data.message).message);
	const made = about(delivery, baseUrl, 'pinId');
	const kept = key === 'keepInChatMessage';
	const undone = /^(2|UNPIN|UNDO)/.test(String(value.type ?? value.keepType));
	const action = kept ? (undone ? 'unkept' : 'kept') : undone ? 'unpinned' : 'pinned';
	return { ...made, details: { ...made.details, action } };
}

function pollVote(delivery: Delivery, baseUrl: string): Part {
	const { key, message: content } = objectOf(delivery.data.message);
	const made = about(delivery, baseUrl, 'voteId');
	// Only the server can decrypt it: this is what Miscellaneous → Decrypt Poll Vote takes.
	const encryptedVote = { ...contentOf(content).value, key };
	return { ...made, details: { ...made.details, encryptedVote } };
}

function reaction({ data }: Delivery): Part {
	const { key, text, senderTimestampMs } = objectOf(data.reaction);
	const own = ofKey(objectOf(data.key), objectOf(data.sender));
	const emoji = textOf(text);
	return {
		...own,
		messageId: textOrNull(objectOf(key).id),
		text: emoji,
		details: { emoji: emoji || null, removed: emoji === '', reactionId: own.messageId },
		timestamp: isoTime(numberOrNull(senderTimestampMs)),
	};
}

function edit(delivery: Delivery, baseUrl: string): Part {
	const { event, data } = delivery;
	// The system message beside it, which only those who want everything raw get to see.
	if (event === 'message_received') return system(delivery, baseUrl);
	const content = contentOf(objectOf(data.editedMessage).message);
	const { messageTimestamp } = objectOf(objectOf(data.update).update);
	return {
		...ofKey(objectOf(data.key)),
		type: typeOf(content),
		text: contentText(content),
		mentions: textsOf(data.mentions),
		timestamp: isoSeconds(messageTimestamp),
	};
}

/** On the own phone: single messages, or a whole chat. */
function deletedHere({ data }: Delivery): Part {
	const { keys, jid } = objectOf(data.key);
	const [first = {}] = objectsIn(keys);
	const chatId = chatOf({ remoteJid: jid ?? first.remoteJid });
	return {
		chatId,
		isGroup: isGroup(chatId),
		fromMe: true,
		messageId: textOrNull(first.id),
		details: {
			wholeChat: jid !== undefined,
			messageIds: objectsIn(keys).map(({ id }) => id as string),
		},
	};
}

function groupMembers({ data }: Delivery): Part {
	return {
		chatId: textOrNull(data.groupId),
		isGroup: true,
		details: {
			action: data.action,
			participants: textsOf(data.participants).map((jid) => ({ ...personOf([jid]) })),
		},
	};
}

function groupUpdate({ data }: Delivery): Part {
	const { id, author, authorPn, ...changes } = objectOf(data.update);
	return {
		chatId: textOrNull(id),
		isGroup: true,
		sender: author === undefined ? null : personOf([authorPn, author]),
		details: changes,
	};
}

function presences({ data }: Delivery): Part[] {
	const { id, presences } = objectOf(data.presence);
	const chatId = chatOf({ remoteJid: id });
	return Object.entries(objectOf(presences)).map(([jid, presence]) => {
		const { lastKnownPresence, lastSeen } = objectOf(presence);
		return {
			chatId,
			isGroup: isGroup(chatId),
			sender: personOf([jid]),
			details: { state: lastKnownPresence, lastSeen: isoSeconds(lastSeen) },
		};
	});
}

function calls({ data }: Delivery): Part[] {
	return objectsIn(data.calls).map((call) => {
		const { from, chatId, groupJid, id, date, status, isVideo, isGroup: ofGroup, offline } = call;
		const caller = personOf([call.callerPn, from]);
		const group = textOrNull(groupJid);
		return {
			chatId: group ?? chatOf({ remoteJid: chatId, senderPn: caller.jid ?? undefined }),
			isGroup: group !== null || ofGroup === true,
			sender: caller,
			details: { callId: id, state: status, video: isVideo === true, offline: offline === true },
			timestamp: textOrNull(date),
		};
	});
}

/** Some events have a `status`, the others `tags` (docs/warest/webhooks.md#5-6). */
function session({ data }: Delivery): Part {
	const { status, tags, me, qr, reason, attempts } = data;
	const account = objectOf(me);
	return {
		details: {
			state: status ?? tags,
			connected: status === 'open',
			account: me ? { ...personOf([account.id, account.lid], textOrNull(account.name)) } : null,
			qr: qr ?? null,
			reason: reason ?? null,
			attempts: attempts ?? null,
		},
	};
}

const PARTS: Record<EventName, (delivery: Delivery, baseUrl: string) => Part | Part[]> = {
	message,
	answer: message,
	system,
	revoke,
	pin,
	pollVote,
	reaction,
	edit,
	deletedHere,
	groupMembers,
	groupUpdate,
	presence: presences,
	call: calls,
	session,
	credentials: () => ({}),
};

/**
 * What happened, in the one shape that all events have: one for each call or person that a delivery tells of.
 * @param baseUrl the server's address, below which its files are
 */
export function simplified(
	event: EventName,
	delivery: Delivery,
	{ baseUrl, receivedAt }: { baseUrl: string; receivedAt: Date },
): Simple[] {
	const made = PARTS[event](delivery, baseUrl);
	return (Array.isArray(made) ? made : [made]).map(({ timestamp, ...part }) => ({
		event,
		sessionId: delivery.sessionId,
		chatId: null,
		isGroup: null,
		sender: null,
		fromMe: false,
		messageId: null,
		type: null,
		text: '',
		quoted: null,
		mentions: [],
		media: null,
		details: null,
		...part,
		timestamp: timestamp ?? new Date(delivery.ts).toISOString(),
		receivedAt: receivedAt.toISOString(),
	}));
}
