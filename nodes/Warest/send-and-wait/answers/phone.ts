import { parseChat } from '../../../identity/jid';
import { phoneOf, type KnownPhone } from '../../../identity/known';
import { isRefusal } from '../../../whatsapp/refusal';
import { fits, misfit, type QuestionOf, type Reading } from './question';
import { plain } from './writing';

/** One phone number in any usual writing, as {@link parseChat} reads what persons enter; in doubt none. */
export function readPhone(
	text: string,
	{ defaultCountryCode }: QuestionOf<'phone'>,
): Reading<KnownPhone> {
	const chat = text.includes('@') ? null : parseChat(plain(text), defaultCountryCode);
	const phone =
		chat === null || isRefusal(chat) || chat.kind !== 'person' ? null : phoneOf(chat.jid);
	return phone === null ? misfit('not a phone number') : fits(phone);
}
