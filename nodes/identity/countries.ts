/** The dial codes of the countries that WARest knows by their ISO codes (contract misc 5). */
const DIAL_CODES: Record<string, string> = Object.fromEntries(
	(
		'AE 971,AR 54,AU 61,BD 880,BE 32,BR 55,CA 1,CL 56,CN 86,CO 57,DE 49,EG 20,ES 34,FR 33,GB 44,GH 233,HK 852,ID 62,' +
		'IN 91,IT 39,JP 81,KE 254,KH 855,KR 82,KW 965,LA 856,LK 94,MM 95,MX 52,MY 60,NL 31,NP 977,NZ 64,PH 63,PK 92,' +
		'QA 974,RU 7,SA 966,SG 65,TH 66,TR 90,TW 886,UA 380,UK 44,US 1,VN 84,ZA 27'
	)
		.split(',')
		.map((entry) => entry.split(' ')),
);

/** The dial code that a person means by a country: "US", "+1", "0062"; null for what is neither. */
export function dialCode(country: string): string | null {
	const word = country.trim().toUpperCase();
	if (Object.hasOwn(DIAL_CODES, word)) return DIAL_CODES[word];
	const [, digits = null] = /^(?:\+|00)?([1-9]\d{0,3})$/.exec(word) ?? [];
	return digits;
}

/**
 * The dial code of an international number. Of a country that isn't listed only the first digit: enough for
 * the server, which just looks whether the number begins with it.
 */
export function dialCodeOf(digits: string): string {
	const known = Object.values(DIAL_CODES).filter((code) => digits.startsWith(code));
	return known.sort((a, b) => b.length - a.length)[0] ?? digits.slice(0, 1);
}

/**
 * The country that the server guesses from a number; null where several share the dial code and the server
 * names the first (contract misc 5: +1 is always "CA", +7 always "RU").
 */
export function certainCountry(jid: unknown, guessed: unknown): string | null {
	if (typeof guessed !== 'string' || /^\+?(1|7[67])/.test(String(jid))) return null;
	return guessed;
}
