import type { IDataObject } from 'n8n-workflow';
import { claimIn } from '../../identity/claim';
import { personOf } from '../../identity/person';
import type { Quoted } from '../../message/form';
import { objectsIn } from '../../transport/answer';
import { isoTime } from '../../whatsapp/time';
import type { Delivery } from '../receiving/delivery';
import { choiceOf, contentOf, contentText, typeOf, type Content } from './content';
import { mediaOf } from './media';
import { authorOf, chatOf, isGroup } from './people';
import type { Part } from './simplified-event';
import { isoSeconds, numberOrNull, objectOf, textOf, textOrNull, textsOf } from './values';

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
export function message({ data }: Delivery, baseUrl: string): Part {
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
		sentAt: isoSeconds(message.messageTimestamp),
	};
}

/** A system message: nothing in it was written by anybody. */
export function system(delivery: Delivery, baseUrl: string): Part {
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

export function revoke(delivery: Delivery, baseUrl: string): Part {
	const { event, data } = delivery;
	if (event === 'message_revoked') return ofKey(objectOf(data.key));
	return about(delivery, baseUrl, 'deletionId');
}

export function pin(delivery: Delivery, baseUrl: string): Part {
	const { key, value } = contentOf(objectOf(delivery.data.message).message);
	const made = about(delivery, baseUrl, 'pinId');
	const kept = key === 'keepInChatMessage';
	const undone = /^(2|UNPIN|UNDO)/.test(String(value.type ?? value.keepType));
	const action = kept ? (undone ? 'unkept' : 'kept') : undone ? 'unpinned' : 'pinned';
	return { ...made, details: { ...made.details, action } };
}

export function pollVote(delivery: Delivery, baseUrl: string): Part {
	const { key, message: content } = objectOf(delivery.data.message);
	const made = about(delivery, baseUrl, 'voteId');
	// Only the server can decrypt it: this is what Miscellaneous → Decrypt Poll Vote takes.
	const encryptedVote = { ...contentOf(content).value, key };
	return { ...made, details: { ...made.details, encryptedVote } };
}

export function reaction({ data }: Delivery): Part {
	const { key, text, senderTimestampMs } = objectOf(data.reaction);
	const own = ofKey(objectOf(data.key), objectOf(data.sender));
	const emoji = textOf(text);
	return {
		...own,
		messageId: textOrNull(objectOf(key).id),
		text: emoji,
		details: { emoji: emoji || null, removed: emoji === '', reactionId: own.messageId },
		sentAt: isoTime(numberOrNull(senderTimestampMs)),
	};
}

export function edit(delivery: Delivery, baseUrl: string): Part {
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
		sentAt: isoSeconds(messageTimestamp),
	};
}

/** On the own phone: single messages, or a whole chat. */
export function deletedHere({ data }: Delivery): Part {
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
