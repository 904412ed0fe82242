import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import { objectOf, textOf, textOrNull } from './values';

/** Wrappers around a message's content. */
const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'deviceSentMessage',
	'documentWithCaptionMessage',
	'editedMessage',
];

/** What comes beside the content. */
const COMPANIONS = ['messageContextInfo', 'senderKeyDistributionMessage'];

/** The content of a message: its key in WhatsApp's terms, and what is there. */
export interface Content {
	key: string | null;
	value: IDataObject;
	/** Where the content is plain text. */
	text: string | null;
}

/** The content of a `message`, out of all its wrappers. */
export function contentOf(message: unknown): Content {
	const given = objectOf(message);
	const wrapper = WRAPPERS.find((name) => isObject(given[name]));
	if (wrapper) return contentOf(objectOf(given[wrapper]).message);
	const key = Object.keys(given).find((name) => !COMPANIONS.includes(name)) ?? null;
	const value = key === null ? null : given[key];
	return { key, value: objectOf(value), text: textOrNull(value) };
}

/** The kinds of messages, in plain words, by the key of their content. */
const TYPES: Record<string, string> = {
	conversation: 'text',
	extendedTextMessage: 'text',
	imageMessage: 'image',
	videoMessage: 'video',
	ptvMessage: 'videoNote',
	audioMessage: 'audio',
	documentMessage: 'document',
	stickerMessage: 'sticker',
	locationMessage: 'location',
	liveLocationMessage: 'liveLocation',
	contactMessage: 'contact',
	contactsArrayMessage: 'contacts',
	pollCreationMessage: 'poll',
	pollCreationMessageV2: 'poll',
	pollCreationMessageV3: 'poll',
	pollUpdateMessage: 'pollVote',
	buttonsResponseMessage: 'buttonAnswer',
	templateButtonReplyMessage: 'buttonAnswer',
	listResponseMessage: 'listAnswer',
	interactiveResponseMessage: 'buttonAnswer',
	groupInviteMessage: 'groupInvite',
	eventMessage: 'event',
	orderMessage: 'order',
	productMessage: 'product',
	requestPaymentMessage: 'payment',
	listMessage: 'list',
	interactiveMessage: 'interactive',
	buttonsMessage: 'buttons',
	templateMessage: 'template',
};

/** The kind of a message in plain words; "other" for one that isn't listed. */
export function typeOf({ key, value }: Content): string {
	if (key === 'videoMessage' && value.gifPlayback === true) return 'gif';
	if (key === 'audioMessage' && value.ptt === true) return 'voice';
	return key !== null && Object.hasOwn(TYPES, key) ? TYPES[key] : 'other';
}

/** What a person chose of buttons or a list. */
export interface Choice {
	id: string | null;
	title: string | null;
	description: string | null;
}

const json = (text: string): IDataObject => {
	try {
		return objectOf(JSON.parse(text));
	} catch {
		return {};
	}
};

const CHOICES: Record<string, (value: IDataObject) => Choice> = {
	buttonsResponseMessage: ({ selectedButtonId, selectedDisplayText }) => ({
		id: textOrNull(selectedButtonId),
		title: textOrNull(selectedDisplayText),
		description: null,
	}),
	templateButtonReplyMessage: ({ selectedId, selectedDisplayText }) => ({
		id: textOrNull(selectedId),
		title: textOrNull(selectedDisplayText),
		description: null,
	}),
	listResponseMessage: ({ title, description, singleSelectReply }) => ({
		id: textOrNull(objectOf(singleSelectReply).selectedRowId),
		title: textOrNull(title),
		description: textOrNull(description),
	}),
	interactiveResponseMessage: ({ body, nativeFlowResponseMessage }) => {
		const { id, title, description } = json(textOf(objectOf(nativeFlowResponseMessage).paramsJson));
		return {
			id: textOrNull(id),
			title: textOrNull(objectOf(body).text) ?? textOrNull(title),
			description: textOrNull(description),
		};
	},
};

/** The choice in an answer to buttons or a list; null for every other content. */
export function choiceOf({ key, value }: Content): Choice | null {
	return key !== null && Object.hasOwn(CHOICES, key) ? CHOICES[key](value) : null;
}

/** The text of a content: a message's words, a caption, a shown name, the chosen answer. */
export function contentText(content: Content): string {
	const { value, text } = content;
	const choice = choiceOf(content);
	return (
		text ?? textOrNull(value.text) ?? textOrNull(value.caption) ?? choice?.title ?? choice?.id ?? ''
	);
}
