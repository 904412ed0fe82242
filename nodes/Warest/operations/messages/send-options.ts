import { choice, optionalText, toggle } from '../../engine/fields';
import type { Values } from '../../engine/field';

/** What the recipient sees before a message (docs/warest/messages.md#1-6). */
export const presence = choice({
	displayName: 'Show Typing First',
	default: 'composing',
	description:
		'Whether the recipient sees you typing, or recording, for a few seconds before the message arrives',
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
		description: 'Whether the message shows that it was forwarded',
	}),
	onlyIfOnWhatsApp: toggle({
		displayName: 'Only If on WhatsApp',
		default: true,
		description:
			'Whether to ask WhatsApp first, and send nothing to numbers without an account. Accounts that look up many numbers may get banned.',
	}),
	presence,
	replyMessageId: optionalText({
		displayName: 'Reply to Message ID',
		placeholder: 'e.g. 3EB0C431C26A1916E07A',
		description: 'ID of the message that this one answers; it is quoted above',
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
		'Whether the server may make the picture smaller: at most 1280 pixels, as JPEG. Otherwise it is sent unchanged.',
});
