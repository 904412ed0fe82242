import type { IDataObject } from 'n8n-workflow';
import { captionOf } from '../../message/history-row';
import { NOT_IN_HISTORY, storedIn } from '../../message/stored-file';
import { objectsIn } from '../../transport/answer';
import type { Delivery } from '../receiving/delivery';
import { objectOf, textOf, textOrNull, textsOf } from '../events/values';
import type { Session } from './loopback';

/** Who a JID of the history names, as far as it can be known. */
export interface Named {
	/** Of somebody whose number is hidden the LID. The history has its digits in the form of a phone number. */
	jid: string;
	/** Of a LID: the phone number's JID, where it is known. */
	phone: string | null;
}

/** Who the JIDs of some rows name; null for what is nobody. */
export type People = (jid: unknown) => Named | null;

/** As the history has it: for what doesn't depend on it. */
export const UNKNOWN: People = (jid) => ({ jid: textOf(jid), phone: null });

type Content = (row: IDataObject, text: string) => IDataObject;

const file =
	(key: string, more: IDataObject = {}): Content =>
	(row) => {
		const { mimeType, fileName, fileSize } = objectOf(row.mediaMetadata);
		const caption = captionOf(row);
		return {
			[key]: { mimetype: textOf(mimeType), fileName, fileLength: fileSize, caption, ...more },
		};
	};

/** By the kind of a row: the content of the message, as far as the history has it. */
const CONTENTS: Record<string, Content> = {
	conversation: (_, conversation) => ({ conversation }),
	extendedtextmessage: (_, text) => ({ extendedTextMessage: { text } }),
	image: file('imageMessage'),
	video: file('videoMessage'),
	gif: file('videoMessage', { gifPlayback: true }),
	audio: file('audioMessage'),
	document: file('documentMessage'),
	stickermessage: file('stickerMessage'),
	contact: (_, displayName) => ({ contactMessage: { displayName } }),
	location: () => ({ locationMessage: {} }),
	poll: ({ poll }) => {
		const { question, options, selectableCount } = objectOf(objectOf(poll).creation);
		return {
			pollCreationMessage: {
				name: question,
				options: objectsIn(options).map(({ name }) => ({ optionName: name })),
				selectableOptionsCount: selectableCount,
			},
		};
	},
	interactive: (_, selectedDisplayText) => ({ buttonsResponseMessage: { selectedDisplayText } }),
	event: () => ({ eventMessage: {} }),
};

/** Whether somebody else wrote a row, and it is still there. The server's own rows are no messages. */
export const isReceived = ({ id, fromMe, messageType, isDeleted }: IDataObject): boolean =>
	fromMe === false &&
	isDeleted !== true &&
	!textOf(id).startsWith('sys_') &&
	Object.hasOwn(CONTENTS, textOf(messageType));

/** Where the server has stored the file; what is still at WhatsApp is encrypted. */
const storedFile = ({ mediaMetadata }: IDataObject): IDataObject => {
	const stored = storedIn(textOf(objectOf(mediaMetadata).url));
	if (!stored) return { note: NOT_IN_HISTORY };
	return { url: stored.url, storageKey: stored.url, storageDriver: stored.driver };
};

/**
 * A row of a chat's history (docs/warest/chats.md#c2) in the form of the delivery that did not come, so that it
 * becomes the same item. The row itself is in `history`.
 */
export function deliveryOf(
	row: IDataObject,
	{ session: { id: sessionId, registry }, chat, people, name, now }: Origin,
): Delivery {
	const { id, senderJid, messageType, timestamp, quotedMessageId, mentionedJids, body } = row;
	const partner = people(chat) ?? { jid: chat, phone: null };
	const isGroup = chat.endsWith('@g.us');
	// Where the server does not know the member of a group, it names the group.
	const member = isGroup && senderJid !== chat ? people(senderJid) : null;
	const [digits] = chat.split('@');
	const pushName = isGroup || name === digits ? null : textOrNull(name);
	const content = CONTENTS[textOf(messageType)](row, textOf(body));
	const [contentType] = Object.keys(content);
	if (textOrNull(quotedMessageId) !== null && messageType !== 'conversation') {
		Object.assign(objectOf(content[contentType]), { contextInfo: { stanzaId: quotedMessageId } });
	}
	const data: IDataObject = {
		id: sessionId,
		message: {
			key: {
				remoteJid: partner.jid,
				fromMe: false,
				id,
				...(member && { participant: member.jid }),
				...(member?.phone && { participantPn: member.phone }),
				...(partner.phone !== null && { senderPn: partner.phone }),
			},
			messageTimestamp: timestamp,
			...(pushName !== null && { pushName }),
			message: content,
		},
		text: messageType === 'poll' ? '' : textOf(objectOf(content[contentType]).caption ?? body),
		contentType,
		sender: { chatId: partner.jid, fromMe: false, isGroup },
		media: storedFile(row),
		mentions: textsOf(mentionedJids).flatMap((jid) => people(jid)?.jid ?? []),
		sessionId,
	};
	const event = 'message_received';
	const received = {
		event,
		data,
		ts: now,
		session: { id: sessionId, label: sessionId, registry },
		caughtUp: true,
		history: row,
	};
	return { event, data, ts: now, sessionId, registry, body: received };
}

interface Origin {
	session: Session;
	/** Its JID, as the history has it. */
	chat: string;
	people: People;
	/** What the history calls the chat. */
	name: unknown;
	/** Milliseconds. */
	now: number;
}
