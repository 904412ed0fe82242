import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { simplified, simplify } from '../../fields/simplify';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { mustBeCertain } from '../misc/on-whatsapp';
import { lookUpNumbers, numbers } from './numbers';

const FIELDS = [
	'sessionId',
	'phone',
	'isOnWhatsApp',
	'isBusiness',
	'description',
	'categories',
	'address',
	'email',
	'websites',
	'businessHours',
];

/**
 * See docs/warest/profile.md#endpoint-32. The server gives the same empty answer for people without a business profile,
 * for unknown numbers, and when WhatsApp says nothing.
 */
export const getBusinessProfile = operation({
	name: 'Get Business Profile',
	action: 'Get the WhatsApp business profile of a number',
	effect: 'query',
	risk: 'reads',
	description: 'Get address, opening hours and more of businesses. It may be three minutes old.',
	fields: { sessionId: session(), checkNumbers: numbers(), simplify },
	run: async ({ sessionId, checkNumbers, simplify: isSimple }, item) => {
		const profiles = await lookUpNumbers(
			path`/profile/business-profile`,
			{ sessionId, checkNumbers },
			item,
		);
		const doubtful = checkNumbers.filter((_digits, place) => profiles[place].wid === null);
		const known = new Map<unknown, unknown>();
		if (doubtful.length > 0) {
			const values = { sessionId, checkNumbers: doubtful };
			const found = await lookUpNumbers(path`/profile/on-whatsapp`, values, item);
			for (const { phone, isOnWhatsApp } of found) known.set(phone, isOnWhatsApp);
			if ([...known.values()].includes(false)) await mustBeCertain(sessionId, item);
		}
		const found = profiles.map((profile) => ({
			sessionId,
			...profile,
			phone: `+${profile.phone}`,
			isBusiness: profile.wid !== null,
			isOnWhatsApp: known.get(profile.phone) !== false,
		}));
		return items(isSimple ? found.map((profile) => simplified(profile, FIELDS)) : found);
	},
});
