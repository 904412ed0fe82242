import { path } from '../../../transport/path';
import { options, toggle } from '../../engine/fields';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { mustBeCertain } from '../misc/on-whatsapp';
import { lookUpNumbers, numbers } from './numbers';

/** See docs/warest/profile.md#endpoint-31: the server also says "not on WhatsApp" when it could not ask. */
export const checkOnWhatsapp = operation({
	name: 'Check On WhatsApp',
	action: 'Check whether numbers are on WhatsApp',
	effect: 'query',
	risk: 'reads',
	description: 'Check which phone numbers have a WhatsApp account, one item each',
	fields: {
		sessionId: session(),
		checkNumbers: numbers(),
		options: options({
			deep: toggle({
				displayName: 'Details',
				default: true,
				description:
					"Whether to also look up each one's picture and business profile. Slow, and messages wait meanwhile.",
			}),
		}),
	},
	run: async ({ sessionId, checkNumbers, options: { deep } }, item) => {
		const values = { sessionId, checkNumbers, deep };
		const found = await lookUpNumbers(path`/profile/on-whatsapp`, values, item);
		const isCertain = found.every(({ isOnWhatsApp }) => isOnWhatsApp === true);
		if (!isCertain) await mustBeCertain(sessionId, item);
		return items(found.map((row) => ({ sessionId, ...row, phone: `+${row.phone}` })));
	},
});
