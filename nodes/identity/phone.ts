import type { Refusal } from '../whatsapp/refusal';

/** Invisible characters that come along when a number is copied from a contact card or a web page. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What people put between digits: blanks of any width, brackets, dots, slashes, hyphens and dashes. */
const SEPARATORS = /[\s().\-/\u2010-\u2015\u2212]/g;
/** "+44 (0)20 …": the bracketed zero is dialled only inside the country. */
const TRUNK_ZERO = /\(0\)/;
/** E.164 allows 15 digits; the shortest numbers in use have 7 with their country code. */
const INTERNATIONAL = /^[1-9]\d{6,14}$/;

const EXAMPLE = 'Write it with its country code, e.g. 6281200010000 or +62 812-0001-0000.';

/** The digits behind a `tel:` link, a wa.me link or plain writing. */
function written(text: string): string {
	return text
		.replace(INVISIBLE, '')
		.trim()
		.replace(/^tel:/i, '')
		.replace(/^\((\+|00)(\d+)\)/, '$1$2')
		.replace(/^(?:https?:\/\/)?wa\.me\/(?=\+?\d)/i, '+')
		.replace(/^(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send\/?\?phone=(?=\+?\d)/i, '+')
		.replace(/^\+\+|^\+%2B/i, '+')
		.replace(/^(\+\d+)[?&#].*$/, '$1');
}

/** A country code as people write it ("+62", "0062", "62") as digits; '' when there is none. */
export function countryCode(text: string): string | Refusal {
	const digits = written(text)
		.replace(SEPARATORS, '')
		.replace(/^(\+|00)/, '');
	if (digits === '' || /^[1-9]\d{0,2}$/.test(digits)) return digits;
	return { refused: 'is not a country code', allowed: 'Write one to three digits, e.g. 62.' };
}

/**
 * The digits of a phone number with its country code, from any usual way to write it.
 *
 * The server would guess (contract chats-actions 0.4, messages-sending 1.4): it turns a leading 0 into its
 * own country and drops every letter. So a number whose country isn't certain is refused here, and a leading
 * 0 is replaced only with `defaultCountryCode`.
 */
export function phoneDigits(text: string, defaultCountryCode = ''): string | Refusal {
	const plain = written(text);
	const international = /^(\+|00)/.test(plain);
	const compact = (international ? plain.replace(TRUNK_ZERO, '') : plain).replace(SEPARATORS, '');
	if (!/^\+?\d+$/.test(compact)) {
		return { refused: 'is not a phone number', allowed: EXAMPLE };
	}
	const national = !international && /^0[1-9]/.test(compact);
	if (national && defaultCountryCode === '') {
		return {
			refused: 'starts with 0, so its country is not known',
			allowed: `${EXAMPLE} Or set the Default Country Code in the WARest credential.`,
		};
	}
	const digits = national
		? defaultCountryCode + compact.slice(1)
		: compact.replace(international ? /^(\+|00)/ : '', '');
	if (INTERNATIONAL.test(digits)) return digits;
	return { refused: 'is not a phone number with its country code', allowed: EXAMPLE };
}
