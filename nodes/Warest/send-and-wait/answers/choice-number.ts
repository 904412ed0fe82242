import { folded, plain, withoutEmoji } from './writing';

/** What people put before the number of a choice. */
const BEFORE = new Set(
	[
		'no nr num number option choice answer',
		'nomor nomer pilihan opsi jawaban',
		'nummer antwort wahl auswahl keuze optie antwoord',
		'número numero opción opcion respuesta opção opcao resposta opzione risposta',
		'numéro choix réponse numara seçenek',
		'رقم خيار नंबर विकल्प номер вариант',
	]
		.join(' ')
		.split(' ')
		.map(folded),
);

const NUMBER = /^([\p{L}\p{M}]*)[.:°]? ?[#([*]? ?(\d{1,4}) ?[.):\]!*]{0,3}$/u;

/** A number that points at a choice, and the word before it: "no" in "no. 2". */
interface ChoiceNumber {
	number: number;
	before: string;
}

/** The number that a text is, in any usual way of pointing at a choice ("2", "2.", "no. 2", "②"); null for all else. */
export function choiceNumber(text: string): ChoiceNumber | null {
	const [, word, digits] = NUMBER.exec(withoutEmoji(plain(text))) ?? [];
	if (digits === undefined) return null;
	const before = folded(word);
	return before === '' || BEFORE.has(before) ? { number: Number(digits), before } : null;
}
