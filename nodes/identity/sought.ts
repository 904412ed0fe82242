import { parseChat } from './jid';
import { digitsOf, type KnownDigits } from './known';

/** What somebody typed into the search of a list. */
export interface Sought {
	/** What names and JIDs are searched for. */
	text: string;
	/** The complete phone number that it is, if it is one. */
	number: KnownDigits | null;
}

/** Digits with what people put between them. */
const PART_OF_NUMBER = /^\+?[\d\s().\-/]+$/;
/** Below, it rather is a year or a house number. */
const SHORTEST_PART = 3;

/**
 * Lists have numbers as JIDs, in digits with the country code: so "+62 812-0045" is searched for as 628120045, and
 * "0812-0045" as 8120045.
 */
export function soughtIn(filter: string, defaultCountryCode: string): Sought {
	const text = filter.trim();
	const chat = text === '' ? null : parseChat(text, defaultCountryCode);
	const number = chat && 'jid' in chat ? digitsOf(chat.jid) : null;
	if (number !== null) return { text: number, number };
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	const isPart = PART_OF_NUMBER.test(text) && digits.length >= SHORTEST_PART;
	return { text: isPart ? digits : text, number: null };
}
