import { phoneDigits } from '../../nodes/identity/phone';
import { isRefusal } from '../../nodes/whatsapp/refusal';
import { COUNTRIES, mobilesOf, type NumberOf } from '../../test/support/numbering';

const SAMPLE = 200;

/** The ways to write a number that can leave two readings. */
const WRITINGS: Array<(number: NumberOf) => string> = [
	({ national }) => national,
	({ significant }) => significant,
	({ digits }) => digits,
];

/** The share of a country's mobile numbers that is refused for each way of writing, in percent. */
function refusedOf(country: NumberOf['country']) {
	const numbers = mobilesOf(country, SAMPLE, 9);
	return WRITINGS.map((writing) => {
		const refused = numbers.filter((number) =>
			isRefusal(phoneDigits(writing(number), number.callingCode)),
		);
		return Math.ceil((100 * refused.length) / numbers.length);
	});
}

const shown = (percent: number) => (percent === 0 ? '–' : `${percent} %`);

/** The content of docs/numbering.md. */
export function numberingPage(): string {
	const shares = COUNTRIES.map((country) => ({ country, refused: refusedOf(country) }));
	const some = shares.filter(({ refused }) => Math.max(...refused) > 0);
	const none = shares.filter((share) => !some.includes(share)).map(({ country }) => country);
	const rows = some.map(
		({ country, refused }) => `| ${country} | ${refused.map(shown).join(' | ')} |`,
	);
	return `${[
		'# How phone numbers are read',
		'',
		'<!-- Made by `npm run docs`: change tools/docs/numbering-page.ts. -->',
		'',
		"The node knows the world's numbering plans (from Google's libphonenumber) and accepts a number only if there is just one way to read it:",
		'',
		'- **With `+` or `00`, or as a full JID, a number is never ambiguous.** An extra trunk prefix, as in `+44 (0)20 …`, is dropped, unless it is part of the number, as in Italy. `011` works where nothing else is possible.',
		'- **Without a Default Country Code**, bare digits are accepted if they form a possible number with its country code (`6281200010000`). A number that starts with 0 is refused.',
		'- **With a Default Country Code**, a number written the way people write it in that country is completed (`0812-0001-0000`). If the same digits could also be a number with a country code, the node refuses them and names both readings: `(201) 555-0123` with code 1 could be +1 201 555 0123 or +20 155 501 23. Write such a number with `+`.',
		'- **Digits that no plan allows** are refused: one is missing, one too many or mistyped. A JID (`…@s.whatsapp.net`) is accepted as it is.',
		"- **Older forms still work** where WhatsApp still uses them: Mexico's 1 (`+52 1 …`), Brazil's mobile numbers without the ninth digit, eight digits in Côte d'Ivoire and Benin. The node never turns one form into another.",
		'- **Two numbers in one field** (`… 0000 / 1`, `1234567 7654321`) are refused, never joined.',
		'',
		'## What is refused, by country',
		'',
		`For each country, ${SAMPLE} mobile numbers were generated from its plan and read with its own Default Country Code. The table shows the share that is refused because there are two ways to read it: written as inside the country, without the trunk prefix (as spreadsheets tend to leave it), and as bare digits with the country code. With \`+\`, none is refused.`,
		'',
		'| country | as inside the country | without trunk prefix | country code, no + |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
		`Nothing is refused in ${none.join(', ')}.`,
	].join('\n')}\n`;
}
