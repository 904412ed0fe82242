import { withoutDevice } from '../recipients';
import { ownJid } from './accounts';
import { chatOf } from './chats';
import { partsOf } from './content';
import type { FileContent, MessageContent } from './content';
import { createMessage, ingest } from './messages';
import type { NewMessage } from './messages';
import type { Media, Session } from './types';
import type { Outgoing } from './whatsapp';
import type { World } from './world';

type Row = Pick<NewMessage, 'body'> & Required<Pick<NewMessage, 'type'>> & Partial<NewMessage>;

const withoutFile: Media = { url: null, mimeType: null, fileName: null, fileSize: null };

const encrypted = ({ name, mimeType, size, sha256 }: FileContent): Media => ({
	url: `https://mmg.whatsapp.net/v/t62.7118-24/${sha256.slice(0, 16)}.enc`,
	mimeType,
	fileName: name,
	fileSize: size,
});

const fileRows = {
	image: ['image', 'Image'],
	video: ['video', 'Video'],
	gif: ['gif', 'Gif'],
	audio: ['audio', 'Audio'],
	voice: ['audio', 'Audio'],
	document: ['document', 'Document'],
	sticker: ['stickermessage', 'Sticker'],
} as const;

/** The row that the server makes of a message, also of an own one when it comes back (docs/warest/chats.md#c2). */
export function rowOf(content: MessageContent): Row {
	switch (content.kind) {
		case 'text':
			return { type: 'extendedtextmessage', body: content.text };
		case 'poll': {
			const { question, options, maxSelection } = content.poll;
			return {
				type: 'poll',
				body: `([Poll]) ${question}`,
				poll: {
					question,
					options: options.map((name, index) => ({ index, name })),
					selectableCount: maxSelection,
				},
			};
		}
		case 'location':
			return { type: 'location', body: '', media: withoutFile };
		case 'contact':
			return { type: 'contact', body: content.contact.displayName, media: withoutFile };
		case 'buttons':
		case 'list':
			return { type: 'interactive', body: content.text };
		default: {
			const [type, label] = fileRows[content.kind];
			const media = content.viewOnce ? null : encrypted(content.file);
			return { type, body: `([${label}]) ${content.text ?? ''}`.trim(), media };
		}
	}
}

/** WhatsApp wraps these in a way that the server's database does not understand (docs/warest/chats.md#c2). */
export const isUnknownToStore = ({ kind, ...content }: MessageContent) =>
	kind === 'buttons' ||
	kind === 'list' ||
	(kind === 'document' && 'text' in content && content.text !== null);

/** A message of the account arrives: in the chat, and in the list of what was sent. */
export function deliverOwn(world: World, session: Session, jid: string, outgoing: Outgoing) {
	const chat = chatOf(session, withoutDevice(jid), world.now());
	const { id, content, quotedId, isForwarded, mentions } = outgoing;
	const { lastMessage, lastMessageTimestamp } = chat.store;
	const hidden = isUnknownToStore(content);
	const message = createMessage({
		...rowOf(content),
		id,
		senderJid: ownJid(session),
		senderName: session.profile?.name ?? '',
		fromMe: true,
		timestamp: world.nowSeconds(),
		quotedId,
		mentions,
		content,
		forwarded: isForwarded,
		status: chat.isGroup || chat.messages.length > 0 ? 'delivered' : 'sent',
		storedAt: world.now(),
		visibleFrom: hidden ? Infinity : world.now() + world.behaviour.storeMs,
	});
	ingest(chat, message);
	if (hidden) Object.assign(chat.store, { lastMessage, lastMessageTimestamp });
	world.sent.push({
		sessionId: session.id,
		jid,
		messageId: id,
		at: world.now(),
		...partsOf(content),
		quotedId,
		isForwarded,
		mentions,
	});
}
