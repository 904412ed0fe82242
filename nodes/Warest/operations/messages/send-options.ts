import { choice, optionalText, toggle } from '../../engine/fields';
import type { Values } from '../../engine/field';

/** What the recipient sees before a message (docs/warest/messages.md#1-6). */
export const presence = choice({
	displayName: 'Show Typing First',
	default: 'composing',
	description: 'What the recipient sees just before',
	options: [
		{ name: 'Offline', value: 'unavailable' },
		{ name: 'Online', value: 'available' },
		{ name: 'Recording Audio', value: 'recording' },
		{ name: 'Stopped Typing', value: 'paused' },
		{ name: 'Typing', value: 'composing' },
	],
});

/** Options that every kind of message has (docs/warest/messages.md#1-6, #1-7). */
export const sendOptions = {
	isForwarded: toggle({
		displayName: 'Mark as Forwarded',
		default: true,
		description: 'Whether it shows as forwarded',
	}),
	onlyIfOnWhatsApp: toggle({
		displayName: 'Only If on WhatsApp',
		default: true,
		description:
			'Whether to ask WhatsApp first, and skip numbers without an account. Many look-ups may get you banned.',
	}),
	presence,
	replyMessageId: optionalText({
		displayName: 'Reply to Message ID',
		placeholder: 'e.g. 3EB0C431C26A1916E07A',
		description: 'The message to quote',
	}),
};

export type SendOptions = Partial<Values<typeof sendOptions>>;

/** The caption of a picture, video or document. */
export const caption = optionalText({
	displayName: 'Caption',
	placeholder: 'e.g. Our new price list',
	rows: 3,
	description: 'Text below the file',
});

/** The same where there is one file, so that nobody has to look for it. */
export const shownCaption = { ...caption, isShown: true } as const;

/** Bytes are not touched unless the person asks for it. */
export const compress = toggle({
	displayName: 'Compress',
	default: true,
	description:
		'Whether to shrink the picture to 1280 pixels at most, as JPEG. If off or not set, it is sent unchanged.',
});
