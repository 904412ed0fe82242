import { folded } from './writing';

/**
 * What people say for yes and no. A word that means one in a language and the other in another stands in both, and so
 * decides nothing. What is a usual reply of another meaning elsewhere isn't here ("ano": yes in Czech, "what" in
 * Filipino; "igen": yes in Hungarian, "again" in Swedish): its speakers have the labels.
 */
const WORDS: Record<string, { yes: string; no: string }> = {
	ar: { yes: 'نعم, أيوه, أيوة, أجل, موافق, na3am, naam', no: 'لا, كلا, غير موافق' },
	bn: { yes: 'হ্যাঁ, জি', no: 'না' },
	da: { yes: 'ja', no: 'nej' },
	de: {
		yes: 'ja, jawohl, jep, klar, gerne, einverstanden, in Ordnung',
		no: 'nein, nö, nein danke',
	},
	el: { yes: 'ναι', no: 'όχι' },
	en: {
		yes: 'yes, y, yeah, yep, yup, sure, ok, okay, yes please, approve, approved, agreed, I agree',
		no: 'no, n, nope, nah, no thanks, no thank you, reject, rejected, decline, declined, disapprove, disapproved',
	},
	es: { yes: 'sí, claro, vale, de acuerdo, claro que sí', no: 'no, no gracias' },
	fa: { yes: 'بله, آره', no: 'نه, خیر' },
	fi: { yes: 'kyllä, joo', no: 'ei' },
	fr: { yes: "oui, ouais, d'accord, bien sûr", no: 'non, non merci' },
	he: { yes: 'כן', no: 'לא' },
	hi: { yes: 'हाँ, हां, जी हाँ, जी हां, haan, haan ji', no: 'नहीं, नही, जी नहीं, nahi, nahin' },
	id: {
		yes: 'ya, iya, y, yoi, yok, nah, ok, oke, setuju, boleh, siap',
		no: 'tidak, tdk, nggak, ngga, enggak, gak, ga, tidak setuju, tak',
	},
	it: { yes: "sì, certo, va bene, d'accordo", no: 'no, no grazie' },
	ja: { yes: 'はい', no: 'いいえ, いえ' },
	ko: { yes: '네, 예, 응', no: '아니요, 아니오, 아니' },
	ms: { yes: 'ya, setuju', no: 'tidak, tak, tak nak, tak setuju' },
	nl: { yes: 'ja, jazeker, akkoord, prima', no: 'nee, nee bedankt' },
	no: { yes: 'ja', no: 'nei' },
	pl: { yes: 'tak', no: 'nie' },
	pt: { yes: 'sim, claro, pode ser', no: 'não, não obrigado, não obrigada' },
	ru: { yes: 'да, ага, хорошо, согласен, согласна', no: 'нет, не' },
	sq: { yes: 'pajtohem', no: 'jo' },
	sv: { yes: 'ja, jo', no: 'nej' },
	sw: { yes: 'ndiyo', no: 'hapana' },
	th: { yes: 'ใช่, ใช่ค่ะ, ใช่ครับ', no: 'ไม่, ไม่ใช่, ไม่ค่ะ, ไม่ครับ' },
	tl: { yes: 'oo, opo', no: 'hindi' },
	tr: { yes: 'evet, olur, tamam', no: 'hayır, yok, olmaz' },
	uk: { yes: 'згоден, згодна', no: 'ні' },
	ur: { yes: 'ہاں, جی ہاں', no: 'نہیں, جی نہیں' },
	vi: { yes: 'vâng, đồng ý, dong y', no: 'không' },
	zh: { yes: '是, 是的, 好, 好的, 可以, 同意', no: '不, 不是, 不要, 不行, 不可以, 不同意, 否' },
};

/** What is usually said or shown for one of the two. */
export interface Usual {
	/** As {@link folded} makes them. */
	words: ReadonlySet<string>;
	emoji: ReadonlySet<string>;
}

const usual = (side: 'yes' | 'no', emoji: string): Usual => ({
	words: new Set(Object.values(WORDS).flatMap((words) => words[side].split(',').map(folded))),
	emoji: new Set(emoji.split(' ')),
});

export const YES = usual('yes', '👍 ✅ 👌 🆗 ✔ ☑');
export const NO = usual('no', '👎 ❌ ✖ 🚫 ⛔');
