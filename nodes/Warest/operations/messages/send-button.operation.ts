import type { IDataObject } from 'n8n-workflow';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { choice, optionalText, shownWhen, text } from '../../engine/fields';
import { listOf } from '../../engine/list-of';
import { phone } from '../../fields/phone';
import type { Values } from '../../engine/field';
import { idOf, interactive, interactiveOptions, MOST_BUTTONS } from './interactive';
import { sending } from './sending';
import { writtenButtons } from './written';

const webAddress = (entered: string) => {
	const url = entered.trim();
	return /^https?:\/\/\S+$/i.test(url) && URL.canParse(url)
		? url
		: { problem: 'is not a web address', expected: 'Write it with http:// or https://.' };
};

const button = {
	type: choice({
		displayName: 'Type',
		default: 'reply',
		options: [
			{ name: 'Call', value: 'call', description: 'Calls a phone number' },
			{ name: 'Copy', value: 'copy', description: 'Copies a code' },
			{ name: 'Reply', value: 'reply', description: 'Sends an answer back' },
			{ name: 'URL', value: 'url', description: 'Opens a web page' },
		],
	}),
	displayText: text({ displayName: 'Text', placeholder: 'e.g. Yes, please' }),
	id: shownWhen(
		{ type: ['reply'] },
		optionalText({
			displayName: 'ID',
			placeholder: 'e.g. order-yes',
			description:
				'Comes back with the answer, to tell buttons apart. If left empty, the text of the button.',
		}),
	),
	url: shownWhen(
		{ type: ['url'] },
		text({ displayName: 'URL', placeholder: 'e.g. https://example.com' }, webAddress),
	),
	phoneNumber: shownWhen({ type: ['call'] }, phone({ displayName: 'Phone Number' })),
	copyCode: shownWhen(
		{ type: ['copy'] },
		text({ displayName: 'Code', placeholder: 'e.g. SENJA10' }),
	),
};

type Button = Values<typeof button>;

const labelled = ({ id, displayText }: Button) => ({ id, text: displayText });

/** A button with what its type needs, and nothing that another type left behind. */
function buttonBody(entered: Button, all: Button[]): IDataObject {
	const { type, displayText, url, phoneNumber, copyCode } = entered;
	const replies = all.filter((other) => other.type === 'reply');
	const more = {
		reply: { id: idOf(labelled(entered), replies.map(labelled)) },
		url: { url },
		call: { phoneNumber: phoneNumber && `+${phoneNumber}` },
		copy: { copyCode },
	};
	return { type, displayText, ...more[type] };
}

/** See docs/warest/messages.md#3-8. */
export const sendButton = sending({
	name: 'Send Button Template',
	action: 'Send WhatsApp buttons to a person or group',
	description: 'Send a text with up to ten buttons to answer, open a page, call or copy',
	fields: {
		text: byModel(
			text({ displayName: 'Text', rows: 3, placeholder: 'e.g. What would you like?' }),
			'The text of the message',
		),
		buttons: listOf(
			{
				displayName: 'Buttons',
				entry: 'button',
				entryName: 'Button',
				written: {
					describes:
						'One per line: Yes (to answer), Open | https://example.com, Call | +6281200010000, Copy | code:SENJA10',
					entries: writtenButtons,
				},
			},
			button,
		),
	},
	options: { ...interactiveOptions },
	compose: ({ text: content, buttons, options }, item) => {
		if (buttons.length > MOST_BUTTONS) {
			throw item.failure(
				`'Buttons' has ${buttons.length} entries`,
				`A message has ${MOST_BUTTONS} buttons at most; use 'Send List' for more.`,
			);
		}
		const body = {
			text: content,
			buttons: buttons.map((each) => buttonBody(each, buttons)),
			...interactive(options),
		};
		return { path: path`/messages/send/button`, body };
	},
});
