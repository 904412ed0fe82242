import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { readByPost } from '../../../transport/call';
import { path } from '../../../transport/path';
import { certainCountry, dialCode, dialCodeOf } from '../../../identity/countries';
import { phoneDigits } from '../../../identity/phone';
import { isRefusal } from '../../../whatsapp/refusal';
import { options, optionalText, text } from '../../engine/fields';
import { optionalSession } from '../../fields/session';
import { operation } from '../../engine/operation';
import { mustBeCertain } from './on-whatsapp';
import { sessionForLookUp } from './session-for-look-up';

const PHONE = 'Phone';

/** See docs/warest/misc.md#5. The server would put 62 before most numbers, also before those that begin with "+". */
export const validatePhone = operation({
	name: 'Validate Phone',
	action: 'Validate a phone number',
	effect: 'query',
	risk: 'reads',
	description: 'Check whether a phone number has a WhatsApp account, and get its JID and LID',
	fields: {
		phone: text({
			displayName: PHONE,
			placeholder: 'e.g. +62 812-0001-0000',
			description: 'A number with its country code, in any usual format',
		}),
		options: options({
			country: optionalText(
				{
					displayName: 'Country',
					placeholder: 'e.g. US or +1',
					description:
						"Country of a number without country code. If not set, the 'Default Country Code' of the credential.",
				},
				(entered) =>
					dialCode(entered) ?? {
						problem: 'is not a country that WARest knows',
						expected: 'Write its dial code, e.g. +351, or one of the usual letters, e.g. US.',
					},
			),
			sessionId: optionalSession(),
		}),
	},
	run: async ({ phone, options: { country: dial, sessionId: chosen } }, item) => {
		const digits = phoneDigits(phone, dial ?? item.api.defaultCountryCode);
		if (isRefusal(digits)) throw item.refusal(PHONE, phone, digits.problem, digits.expected);
		const sessionId = await sessionForLookUp(chosen, item);
		const call = readByPost(path`/misc/whatsapp/validate/phone`, {
			sessionId,
			phone: digits,
			// With a dial code that the number begins with the server leaves it as it is.
			country: dialCodeOf(digits),
		});
		const { data } = (await item.api.send(call)).results[0] ?? {};
		const [{ exists, e164, jid, lid, country } = {} as IDataObject] = objectsIn(data);
		if (e164 !== `+${digits}`) {
			throw item.failure(
				`WARest looked up another number, ${String(e164)}, instead of +${digits}`,
				'This version of WARest reads numbers in a way that the node does not know: use Profile → Check On WhatsApp.',
			);
		}
		if (exists !== true) await mustBeCertain(sessionId, item);
		return [
			{
				json: {
					sessionId,
					phone: e164,
					exists: exists === true,
					jid: String(jid),
					lid: typeof lid === 'string' ? lid : null,
					country: certainCountry(digits, country),
				},
			},
		];
	},
});
