export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export const SESSION = 'shop';

/** A history broke a promise. */
export class Violation extends Error {}

/** Of the demo numbers, those that end with six zeros belong to nobody; so they can only be LIDs. */
const LID_LIKE_NO_NUMBER = '128000000000';
const LID_LIKE_A_NUMBER = '6281299000000';
export const LID_OF_A_KNOWN_PERSON = '6281277000000';
export const LID_OF_A_MEMBER = '6281255000000';
export const LIDS = [LID_LIKE_NO_NUMBER, LID_LIKE_A_NUMBER, LID_OF_A_KNOWN_PERSON, LID_OF_A_MEMBER];
export const BUDI = '6281200010003@s.whatsapp.net';
const SARI = '6281200010005@s.whatsapp.net';
export const KNOWN_PERSON = '6281200010077@s.whatsapp.net';
export const TEAM = '120363000000000001@g.us';

/** Who writes: in which chat, and there who. */
export const WRITERS = {
	Budi: { chatId: BUDI },
	Sari: { chatId: SARI },
	'somebody with a LID that looks like no number': { chatId: `${LID_LIKE_NO_NUMBER}@lid` },
	'somebody with a LID that looks like a number': { chatId: `${LID_LIKE_A_NUMBER}@lid` },
	'somebody whose LID and number are known': { chatId: `${LID_OF_A_KNOWN_PERSON}@lid` },
	'Budi in the group': { chatId: TEAM, from: BUDI },
	'somebody in the group with a LID': { chatId: TEAM, from: `${LID_OF_A_MEMBER}@lid` },
};
export type Writer = keyof typeof WRITERS;
