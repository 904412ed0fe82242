import { path } from '../../../transport/path';
import { options, optionalText, text } from '../../engine/fields';
import { phone } from '../../fields/phone';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

/** See docs/warest/messages.md#3-12: the server sends an empty card rather than to refuse one. */
export const sendContact = operation({
	name: 'Send Contact',
	action: 'Send contact',
	effect: 'send',
	description: 'Send a contact card that the recipient can save',
	fields: {
		sessionId: session(),
		to: recipients(),
		contactName: text({ displayName: 'Contact Name', placeholder: 'e.g. Budi Santoso' }),
		contactPhone: phone({
			displayName: 'Contact Phone',
			description: 'Phone number of the contact, with its country code',
		}),
		options: options({
			...sendOptions,
			email: optionalText({ displayName: 'Email', placeholder: 'e.g. budi@example.com' }),
			fullName: optionalText({
				displayName: 'Full Name',
				placeholder: 'e.g. Budi Santoso, S.E.',
				description: 'Name inside the card, if it differs from the one that the chat shows',
			}),
			organization: optionalText({ displayName: 'Organization', placeholder: 'e.g. Kopi Senja' }),
		}),
	},
	run: async ({ contactName, contactPhone, options: entered, ...values }, item) => {
		const { email, fullName, organization } = entered;
		const contact = { name: contactName, phone: contactPhone, email, fullName, organization };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/contact`, sending, to, { contact }),
		);
	},
});
