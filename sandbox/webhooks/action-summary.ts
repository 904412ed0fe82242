import { partsOf } from '../world/content';
import type { FileContent, Interaction } from '../world/content';
import type { WhatsAppCall } from '../world/types';
import type { Content } from '../world/whatsapp';

/** What a call of the WhatsApp library does, in the same words for the recorded and for the sandbox's. */
export type Summary = unknown[];

interface Call {
	method: string;
	args: unknown[];
}

type Fields = Record<string, unknown>;

const digits = (text: unknown) => String(text).replace(/\D/g, '');

const recordedContents: Record<string, (content: Fields) => Summary> = {
	text: ({ text, mentions = [] }) => ['text', text, mentions],
	image: ({ caption = null }) => ['image', caption],
	video: ({ caption = null, gifPlayback }) => [gifPlayback ? 'gif' : 'video', caption],
	audio: ({ ptt }) => [ptt ? 'voice' : 'audio', null],
	document: ({ fileName, caption = null }) => ['document', caption, fileName],
	sticker: () => ['sticker', null],
	location: ({ location }) => {
		const { degreesLatitude, degreesLongitude, name, address } = location as Fields;
		return ['location', degreesLatitude, degreesLongitude, name, address];
	},
	contacts: ({ contacts }) => {
		const { displayName, contacts: cards } = contacts as Fields;
		const [{ vcard }] = cards as { vcard: string }[];
		return ['contact', displayName, digits(/waid=(\d+)/.exec(vcard)?.[1])];
	},
	poll: ({ poll }) => {
		const { name, values, selectableCount } = poll as Fields;
		return ['poll', name, values, selectableCount];
	},
	react: ({ react }) => {
		const { text, key } = react as { text: string; key: Fields };
		return ['react', text, key.id];
	},
	delete: (content) => ['revoke', (content.delete as Fields).id],
	edit: ({ text, edit }) => ['edit', text, (edit as Fields).id],
};

interface Card {
	body: { text: string };
	footer?: { text: string };
	nativeFlowMessage: { buttons: { buttonParamsJson: string }[] };
}

interface ButtonParams {
	display_text?: string;
	title?: string;
	sections?: { title: string; rows: { title: string; description: string }[] }[];
}

function recordedCard(message: unknown): Summary {
	const { viewOnceMessage } = message as {
		viewOnceMessage: {
			message: { interactiveMessage: { carouselMessage: { cards: Card[] } } };
		};
	};
	const [card] = viewOnceMessage.message.interactiveMessage.carouselMessage.cards;
	const params = card.nativeFlowMessage.buttons.map(
		({ buttonParamsJson }) => JSON.parse(buttonParamsJson) as ButtonParams,
	);
	const choices = params.map(({ display_text, title, sections }) =>
		sections ? [title, sections.map(({ rows }) => rows.map((row) => row.title))] : display_text,
	);
	return ['card', card.body.text, card.footer?.text ?? null, choices];
}

/** A call that the real server made. */
export function recordedSummary({ method, args: [first, second] }: Call): Summary | null {
	if (method === 'media') return null;
	if (method === 'relayMessage') return [first, ...recordedCard(second)];
	if (method !== 'sendMessage') return [method, ...[first, second].filter((arg) => arg)];
	const content = second as Fields;
	const name = Object.keys(recordedContents).find((key) => key in content) ?? '';
	return [first, ...(content.edit ? recordedContents.edit : recordedContents[name])(content)];
}

const interactionSummary = (text: unknown, { footer, buttons, menus }: Interaction): Summary => [
	'card',
	text,
	footer,
	[
		...buttons.map((button) => button.text),
		...menus.map(({ buttonText, sections }) => [
			buttonText,
			sections.map(({ rows }) => rows.map(({ title }) => title)),
		]),
	],
];

const fileSummary = (kind: string, text: string | null, { name }: FileContent): Summary =>
	kind === 'document' ? [kind, text, name] : [kind, text];

function contentSummary(content: Content): Summary {
	if ('react' in content) return ['react', content.react.text, content.react.key.id];
	if ('delete' in content) return ['revoke', content.delete.id];
	if ('edit' in content) return ['edit', content.text, content.edit.id];
	if (!('content' in content)) return ['pin'];
	const { kind, text, file, location, contact, poll, interaction } = partsOf(content.content);
	if (file) return fileSummary(kind, text, file);
	if (interaction) return interactionSummary(text, interaction);
	if (location) {
		const { latitude, longitude, name, address } = location;
		return ['location', latitude, longitude, name, address];
	}
	if (contact) return ['contact', contact.fullName, contact.phone];
	if (poll) return ['poll', poll.question, poll.options, poll.maxSelection];
	return ['text', text, content.mentions];
}

/** A call that the sandbox made. */
export function madeSummary({ method, args: [first, second] }: WhatsAppCall): Summary {
	if (method !== 'sendMessage') return [method, ...[first, second].filter((arg) => arg)];
	return [first, ...contentSummary(second as Content)];
}
