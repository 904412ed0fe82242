import { parseChat } from '../../../identity/jid';
import { isRefusal } from '../../../whatsapp/refusal';
import { options, text } from '../../engine/fields';
import { optionalSession } from '../../fields/session';
import { operation } from '../../engine/operation';
import { NOT_A_PERSON, resolved, UNKNOWN_LID } from './identifier';
import { sessionForLookUp } from './session-for-look-up';

/** See docs/warest/misc.md#7. */
export const resolveJidOrLid = operation({
	name: 'Resolve JID or LID',
	action: 'Find the number behind a WhatsApp ID (JID or LID)',
	effect: 'read',
	risk: 'reads',
	description:
		"Get the LID of a phone number, or the phone number behind a LID, from the session's contacts. WhatsApp isn't asked, so a number need not exist.",
	fields: {
		input: text({
			displayName: 'Input',
			placeholder: 'e.g. 900000000555@lid',
			description:
				'A LID (with @lid: its digits alone count as a phone number), a JID, or a phone number with its country code',
		}),
		options: options({ sessionId: optionalSession() }),
	},
	run: async ({ input, options: { sessionId: chosen } }, item) => {
		const chat = parseChat(input, item.api.defaultCountryCode);
		const nothing = { lid: null, jid: null, country: null };
		if (isRefusal(chat)) {
			const reason = `It ${chat.problem}. ${chat.expected}`;
			return [{ json: { input, isValid: false, type: 'invalid', ...nothing, reason } }];
		}
		const { kind, jid } = chat;
		if (kind in NOT_A_PERSON) {
			const reason = NOT_A_PERSON[kind];
			return [{ json: { input, isValid: true, type: kind, ...nothing, jid, reason } }];
		}
		const sessionId = await sessionForLookUp(chosen, item);
		const known = await resolved(sessionId, jid, item);
		const type = kind === 'lid' ? 'lid' : 'jid';
		const reason = known.jid === null ? { reason: UNKNOWN_LID } : {};
		return [{ json: { sessionId, input, isValid: true, type, ...known, ...reason } }];
	},
});
