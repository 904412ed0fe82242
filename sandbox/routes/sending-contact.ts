import type { Fields } from '../parameters';
import { deliver, deliveryOf } from '../sending/delivery';
import { firstText, objectOf } from '../sending/values';
import type { ContactCard } from '../world/content';
import type { World } from '../world/world';

/** Whatever there is; with nothing it is an empty card (docs/warest/messages.md#3-12). */
function cardOf(fields: Fields): ContactCard {
	const { contact = null } = fields;
	const given = contact === null ? fields : objectOf(contact);
	const isNested = given !== fields;
	const names = isNested ? ['name', 'fullName'] : ['name', 'fullName', 'contactName'];
	const displayName = firstText(given, ...names) ?? 'Contact';
	const phone = firstText(given, 'phone', ...(isNested ? [] : ['contactPhone'])) ?? '';
	return {
		displayName,
		fullName: firstText(given, 'fullName', ...names) ?? '',
		phone: phone.replace(/\D/g, ''),
		organization: firstText(given, 'organization', 'org'),
		email: firstText(given, 'email', ...(isNested ? [] : ['contactEmail'])),
	};
}

/** `POST /messages/send/contact` (docs/warest/messages.md#3-12). */
export async function sendContact(world: World, fields: Fields) {
	const delivery = deliveryOf(world, fields);
	const contact = cardOf(fields);
	return await deliver(world, delivery, () => ({
		content: { kind: 'contact', contact },
		status: 'contact success',
		extras: { displayName: contact.displayName },
	}));
}
