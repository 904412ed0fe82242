import { randomBytes } from 'node:crypto';
import type { ContactCard, MessageContent } from '../../world/content';
import type { Session } from '../../world/types';
import type { World } from '../../world/world';
import type { WebhookSettings } from '../settings';
import { arrivedFile } from './file';
import type { FileDetails } from './file';
import { contentTypeOf } from './kind';
import type { Wire } from './kind';

/** A message's content as it arrives, and what the server says about its file. */
export interface ArrivedContent {
	wire: Wire;
	media: object | null;
}

/** What the server says instead of a file, for kinds that it believes to have one. */
const stubOf = (type: string) => ({ hasMedia: true, type, caption: '', url: '' });

const withStub = ['contactMessage', 'contactsArrayMessage', 'liveLocationMessage'];

/** Content in the terms of WhatsApp's protocol, with what the server says about a file that isn't one. */
export function wiredContent(wire: Wire): ArrivedContent {
	const contentType = contentTypeOf(wire);
	const hasStub = contentType !== undefined && withStub.includes(contentType);
	return { wire, media: hasStub ? stubOf(contentType) : null };
}

/** The contact card as phones write it. */
function vcardOf({ displayName, phone, organization, email }: ContactCard): string {
	return [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`FN:${displayName}`,
		organization !== null && `ORG:${organization}`,
		`TEL;type=CELL;type=VOICE;waid=${phone}:+${phone}`,
		email !== null && `EMAIL:${email}`,
		'END:VCARD',
	]
		.filter(Boolean)
		.join('\n');
}

const cardOf = (card: ContactCard) => ({ displayName: card.displayName, vcard: vcardOf(card) });

/** Several cards in one message. */
export const cardsOf = (cards: ContactCard[]): ArrivedContent => ({
	wire: {
		contactsArrayMessage: {
			displayName: `${cards.length} contacts`,
			contacts: cards.map(cardOf),
		},
	},
	media: stubOf('contactsArrayMessage'),
});

type FileMessage = Extract<MessageContent, { file: unknown }>;

function fileOf(
	world: World,
	session: Session,
	settings: WebhookSettings,
	{
		content: { kind, file, text, viewOnce },
		details,
		contextInfo,
	}: { content: FileMessage; details: FileDetails; contextInfo: Wire | null },
): ArrivedContent {
	const given = { kind, file, caption: text, details };
	// With a caption the document is wrapped, so that the server neither sees nor keeps it (docs/warest/webhooks.md#5-2).
	if (kind === 'document' && text !== null) {
		const unseen = { ...settings, mirrorMedia: false };
		const { wire } = arrivedFile(world, session, unseen, given);
		const message = { documentMessage: { ...wire, ...(contextInfo && { contextInfo }) } };
		return { wire: { documentWithCaptionMessage: { message } }, media: null };
	}
	const { contentType, wire, media } = arrivedFile(world, session, settings, given);
	const inner = {
		[contentType]: {
			...wire,
			...(kind === 'document' && file.name !== null && { title: file.name }),
			...(viewOnce && { viewOnce: true }),
			...(contextInfo && { contextInfo }),
		},
	};
	return { wire: viewOnce ? { viewOnceMessageV2: { message: inner } } : inner, media };
}

export interface Around {
	details: FileDetails;
	/** Quote, mentions, and when it disappears. */
	contextInfo: Wire | null;
	/** What the votes of a poll are encrypted with. */
	pollSecret: Buffer;
}

/** Everything a person can send, as it stands in a webhook (docs/warest/webhooks.md#5-2). */
export function arrivedContent(
	world: World,
	session: Session,
	settings: WebhookSettings,
	content: MessageContent,
	{ details = {}, contextInfo = null, pollSecret = randomBytes(32) }: Partial<Around> = {},
): ArrivedContent {
	const withContext = contextInfo && { contextInfo };
	switch (content.kind) {
		case 'text': {
			const { text } = content;
			const wire = contextInfo
				? { extendedTextMessage: { text, contextInfo } }
				: { conversation: text };
			return { wire, media: null };
		}
		case 'location': {
			const { latitude, longitude, name, address } = content.location;
			const locationMessage = {
				degreesLatitude: latitude,
				degreesLongitude: longitude,
				...(name !== null && { name }),
				...(address !== null && { address }),
				...withContext,
			};
			return { wire: { locationMessage }, media: null };
		}
		case 'contact':
			return {
				wire: { contactMessage: { ...cardOf(content.contact), ...withContext } },
				media: stubOf('contactMessage'),
			};
		case 'poll': {
			const { question, options, maxSelection } = content.poll;
			const pollCreationMessageV3 = {
				name: question,
				options: options.map((optionName) => ({ optionName })),
				selectableOptionsCount: maxSelection,
				...withContext,
			};
			const messageContextInfo = { messageSecret: pollSecret.toString('base64') };
			return { wire: { messageContextInfo, pollCreationMessageV3 }, media: null };
		}
		case 'buttons':
		case 'list':
			return { wire: { interactiveMessage: { body: { text: content.text } } }, media: null };
		default:
			return fileOf(world, session, settings, { content, details, contextInfo });
	}
}
