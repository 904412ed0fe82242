import { numberingPlans, planFor } from './numbering';

/** The dial code that a person means by a country: "US", "UK", "+1", "0062"; null for what is neither. */
export function dialCode(country: string): string | null {
	const word = country.trim().toUpperCase().replace(/^UK$/, 'GB');
	const plans = [...numberingPlans().values()];
	const itsOwn = plans.find(({ countries }) => countries.includes(word));
	if (itsOwn !== undefined) return itsOwn.callingCode;
	const digits = word.replace(/^(?:\+|00)/, '');
	return numberingPlans().has(digits) ? digits : null;
}

/** The dial code of an international number; of digits that no plan knows the first one. */
export function dialCodeOf(digits: string): string {
	return planFor(digits)?.callingCode ?? digits.slice(0, 1);
}

/**
 * The country that the server guesses from a number; null where several share the dial code and the server
 * names the first (docs/warest/misc.md#5: +1 is always "CA", +7 always "RU").
 */
export function certainCountry(jid: unknown, guessed: unknown): string | null {
	if (typeof guessed !== 'string' || /^\+?(1|7[67])/.test(String(jid))) return null;
	return guessed;
}
