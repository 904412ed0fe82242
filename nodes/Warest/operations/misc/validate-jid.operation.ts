import type { IDataObject } from 'n8n-workflow';
import { parseChat } from '../../../identity/jid';
import { isRefusal } from '../../../whatsapp/refusal';
import { options, text } from '../../engine/fields';
import { optionalSession } from '../../fields/session';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { NOT_A_PERSON, resolved, UNKNOWN_LID } from './identifier';
import { isOnWhatsapp } from './on-whatsapp';
import { sessionForLookUp } from './session-for-look-up';

const STATUS = 'status@broadcast';

/** The server finds no LID at all, so it is asked about the number behind it. */
async function ofLid(lid: string, sessionId: string, item: Item): Promise<IDataObject> {
	const { jid } = await resolved(sessionId, lid, item);
	if (jid === null) return { exists: null, reason: UNKNOWN_LID };
	return { exists: await isOnWhatsapp(sessionId, jid, item) };
}

/** See docs/warest/misc.md#6: the server takes groups and channels for phone numbers, so they are answered here. */
export const validateJid = operation({
	name: 'Validate JID',
	action: 'Validate a WhatsApp ID (JID)',
	effect: 'query',
	risk: 'reads',
	description:
		'Check what a JID stands for, and whether a person has a WhatsApp account. For groups and channels, "exists" stays empty.',
	fields: {
		jid: text({
			displayName: 'JID',
			placeholder: 'e.g. 6281200010000@s.whatsapp.net',
			description: 'A JID, LID or phone number with its country code',
		}),
		options: options({ sessionId: optionalSession() }),
	},
	run: async ({ jid: entered, options: { sessionId: chosen } }, item) => {
		const chat = parseChat(entered, item.api.defaultCountryCode);
		if (isRefusal(chat)) {
			const { problem, expected } = chat;
			const reason = `It ${problem}. ${expected}`;
			return [{ json: { jid: entered, isValid: false, type: 'invalid', exists: false, reason } }];
		}
		const { kind, jid } = chat;
		const base = { jid, isValid: true, type: kind === 'person' ? 'user' : kind };
		if (jid === STATUS) return [{ json: { ...base, exists: true } }];
		if (kind in NOT_A_PERSON) {
			return [{ json: { ...base, exists: null, reason: NOT_A_PERSON[kind] } }];
		}
		const sessionId = await sessionForLookUp(chosen, item);
		const found =
			kind === 'lid'
				? await ofLid(jid, sessionId, item)
				: { exists: await isOnWhatsapp(sessionId, jid, item) };
		return [{ json: { sessionId, ...base, ...found } }];
	},
});
