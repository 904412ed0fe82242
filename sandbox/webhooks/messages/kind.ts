/** A message's content under the names of WhatsApp's protocol, as webhooks carry it. */
export type Wire = Record<string, unknown>;

const wrappers = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'deviceSentMessage',
];

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null;

/** The object under a name, or an empty one. */
export function node(wire: Wire, name: string): Wire {
	const value = wire[name];
	return isWire(value) ? value : {};
}

/** The content without the wrappers that the server looks through (docs/warest/webhooks.md#5-1). */
export function unwrapped(wire: Wire): Wire {
	const wrapper = wrappers.find((name) => name in wire);
	return wrapper === undefined ? wire : unwrapped(node(node(wire, wrapper), 'message'));
}

/** The key of the content; undefined if there is none. */
export const contentTypeOf = (wire: Wire): string | undefined =>
	Object.keys(unwrapped(wire)).find(
		(name) =>
			(name === 'conversation' || name.includes('Message')) &&
			name !== 'senderKeyDistributionMessage',
	);

const tags: Record<string, string[]> = {
	text: ['conversation'],
	extended_text: ['extendedTextMessage'],
	media: ['imageMessage', 'videoMessage'],
	audio: ['audioMessage'],
	file: ['documentMessage', 'documentWithCaptionMessage'],
	sticker: ['stickerMessage'],
	location: ['locationMessage', 'liveLocationMessage'],
	contact: ['contactMessage'],
	contacts: ['contactsArrayMessage'],
	poll: [
		'pollCreationMessage',
		'pollCreationMessageV2',
		'pollCreationMessageV3',
		'pollUpdateMessage',
	],
	interactive: [
		'buttonsMessage',
		'buttonsResponseMessage',
		'interactiveMessage',
		'interactiveResponseMessage',
		'listMessage',
		'listResponseMessage',
		'templateButtonReplyMessage',
	],
	group_invite: ['groupInviteMessage'],
	event: ['eventMessage'],
	order: ['orderMessage'],
	product: ['productMessage'],
	payment: ['requestPaymentMessage'],
	pin: ['pinInChatMessage', 'keepInChatMessage'],
};

/** The server's word for a kind of message; `system` for all it doesn't know (docs/warest/webhooks.md#5-2). */
export const tagOf = (contentType: string | undefined): string =>
	Object.keys(tags).find((tag) => tags[tag].includes(contentType ?? '')) ?? 'system';

const texts: Record<string, (content: Wire) => unknown> = {
	conversation: ({ conversation }) => conversation,
	extendedTextMessage: (content) => node(content, 'extendedTextMessage').text,
	imageMessage: (content) => node(content, 'imageMessage').caption,
	videoMessage: (content) => node(content, 'videoMessage').caption,
	documentMessage: (content) => node(content, 'documentMessage').caption,
	contactMessage: (content) => node(content, 'contactMessage').displayName,
	contactsArrayMessage: (content) => {
		const { contacts } = node(content, 'contactsArrayMessage');
		return `Contacts: ${Array.isArray(contacts) ? contacts.length : 0}`;
	},
};

/** Text or caption; empty for everything else, also for answers to buttons and polls (docs/warest/webhooks.md#5-1). */
export function textOf(wire: Wire): string {
	const contentType = contentTypeOf(wire);
	const text = contentType && texts[contentType]?.(unwrapped(wire));
	return typeof text === 'string' ? text : '';
}
