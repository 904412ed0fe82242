import { phoneDigits } from '../../nodes/identity/phone';
import { isRefusal } from '../../nodes/whatsapp/refusal';
import { COUNTRIES, mobilesOf, type NumberOf } from '../../test/support/numbering';

const SAMPLE = 200;

/** The ways of writing in which two readings can be possible. */
const WRITINGS: Array<(number: NumberOf) => string> = [
	({ national }) => national,
	({ significant }) => significant,
	({ digits }) => digits,
];

/** Which share of a country's mobile numbers is refused in each of the writings, in percent. */
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
		"The node knows the world's numbering plans (from Google's libphonenumber) and takes a number only if they leave one reading:",
		'',
		'- **With `+` or `00`, or as a full JID, a number is never ambiguous.** A trunk prefix that is written along, as in `+44 (0)20 …`, is left out, and stays where it belongs to the number, as in Italy. `011` is read where nothing else is possible.',
		'- **Without a Default Country Code**, bare digits are taken if they are a possible number with its country code (`6281200010000`). A number that begins with 0 is refused.',
		'- **With a Default Country Code**, a number as it is written inside that country is completed (`0812-0001-0000`). If the same digits are also a possible number with a country code, the node refuses them and names both: `(201) 555-0123` with code 1 could be +1 201 555 0123 or +20 155 501 23. Write such a number with `+`.',
		'- **Digits that no plan allows** are refused: a digit is missing, surplus or mistyped. A JID (`…@s.whatsapp.net`) is taken as it is.',
		"- **Former forms stay possible** where WhatsApp still uses them: Mexico's 1 (`+52 1 …`), Brazil's mobile numbers without the ninth digit, eight digits in Côte d'Ivoire and Benin. The node never turns one form into another.",
		'- **Two numbers in a place for one** (`… 0000 / 1`, `1234567 7654321`) are refused, never joined.',
		'',
		'## What is refused, by country',
		'',
		`The share of ${SAMPLE} mobile numbers of each country, made after its plan, that is refused because there are two readings, if the Default Country Code is that of the country: as written inside the country, without its trunk prefix (as spreadsheets leave it), and as bare digits with the country code. With \`+\`, none is.`,
		'',
		'| country | inside the country | without trunk prefix | country code, no + |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
		`Nothing is refused in ${none.join(', ')}.`,
	].join('\n')}\n`;
}
