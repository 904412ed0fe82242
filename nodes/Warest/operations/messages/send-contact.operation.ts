import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { optionalText, text } from '../../engine/fields';
import { phone } from '../../fields/phone';
import { sending } from './sending';

/** See docs/warest/messages.md#3-12: the server sends an empty card rather than to refuse one. */
export const sendContact = sending({
	name: 'Send Contact',
	action: 'Send a WhatsApp contact card to a person or group',
	description: 'Send a contact card that the recipient can save',
	fields: {
		contactName: byModel(
			text({ displayName: 'Contact Name', placeholder: 'e.g. Budi Santoso' }),
			'Name on the contact card',
		),
		contactPhone: phone({
			displayName: 'Contact Phone',
			description: 'Phone number of the contact, with its country code',
		}),
	},
	options: {
		email: optionalText({ displayName: 'Email', placeholder: 'e.g. budi@example.com' }),
		fullName: optionalText({
			displayName: 'Full Name',
			placeholder: 'e.g. Budi Santoso, S.E.',
			description: "Name inside the card, if not the 'Contact Name'",
		}),
		organization: optionalText({ displayName: 'Organization', placeholder: 'e.g. Kopi Senja' }),
	},
	compose: ({ contactName, contactPhone, options: { email, fullName, organization } }) => {
		const contact = { name: contactName, phone: contactPhone, email, fullName, organization };
		return { path: path`/messages/send/contact`, body: { contact } };
	},
});
