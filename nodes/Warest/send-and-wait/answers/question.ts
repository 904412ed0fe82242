import type { KnownPhone } from '../../../identity/known';

/** One of the answers that a person can choose from. */
export interface Choice {
	/** As the person sees it; also what comes out when it is chosen. */
	label: string;
	/** Other words that mean it. */
	words?: readonly string[];
	/** Reactions and emoji that mean it; those in the label and in `words` do anyway. */
	emoji?: readonly string[];
}

/** How a date in digits is written: day, month and year. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** Where the numbers of the choices begin in the message; null where the message shows none. */
interface Numbered {
	firstNumber: number | null;
}

interface YesOrNo extends Numbered {
	yes: Choice;
	/** Null where only a yes is asked for. */
	no: Choice | null;
}

type NoSettings = Record<never, never>;

/** What each type of question sets down about what fits. */
interface Settings {
	approval: YesOrNo;
	yesNo: YesOrNo;
	choice: Numbered & { choices: readonly Choice[] };
	freeText: NoSettings;
	text: NoSettings;
	number: {
		/** Whether only whole numbers fit. */
		whole: boolean;
		min: number | null;
		max: number | null;
		/** Which sign of "1,000" begins the decimals; null: what can be read in two ways doesn't fit. */
		decimalSign: '.' | ',' | null;
	};
	date: {
		/** What "03/04/2026" means; null: what can be read in two ways doesn't fit. */
		order: DateOrder | null;
		/** The IANA time zone in which "today" is meant; null: such words don't fit. */
		zone: string | null;
		/** `YYYY-MM-DD`, both inclusive. */
		min: string | null;
		max: string | null;
	};
	email: NoSettings;
	/** `defaultCountryCode`: digits such as "62"; '' where numbers need their country code. */
	phone: { defaultCountryCode: string };
	location: NoSettings;
}

export type QuestionType = keyof Settings;

export type QuestionOf<T extends QuestionType> = {
	[Each in T]: { type: Each } & Settings[Each];
}[T];

/** What is asked, and so what fits. */
export type Question = QuestionOf<QuestionType>;

/** A question that is waiting in a chat. */
export interface OpenQuestion {
	/** Unique among all open questions; {@link choiceId} puts it into buttons and list rows. */
	id: string;
	question: Question;
	/** The messages that ask it, as far as their IDs are known. */
	messageIds: readonly string[];
	/** The texts that ask it, as sent, of which the message ID isn't known. */
	texts: readonly string[];
	/** How the texts begin that asked it again: in the answer to a delivery, they have no message ID. */
	again?: readonly string[];
}

export interface Place {
	latitude: number;
	longitude: number;
	name?: string;
}

/** What comes out of each type of question. A choice is its label, a date `YYYY-MM-DD`. */
interface Values {
	approval: boolean;
	yesNo: boolean;
	choice: string;
	freeText: string;
	text: string;
	number: number;
	date: string;
	email: string;
	phone: KnownPhone;
	location: Place;
}

/** Why an answer doesn't fit. */
export type Misfit =
	| 'no text'
	| 'not a choice'
	| 'not a number'
	| 'not a whole number'
	| 'too small'
	| 'too large'
	| 'not a date'
	| 'no year'
	| 'no such date'
	| 'too early'
	| 'too late'
	| 'not an e-mail address'
	| 'not a phone number'
	| 'not a location'
	| 'ambiguous';

export interface DoesNotFit {
	isAnswer: true;
	fits: false;
	because: Misfit;
	/** What it can mean, for "Which one?"; empty unless it is ambiguous. */
	couldBe: string[];
}

/** What an answer says. `isAnswer: false`: it is about something else, and the question goes on waiting. */
export type Reading<V = Values[keyof Values]> =
	{ isAnswer: true; fits: true; value: V } | DoesNotFit | { isAnswer: false; fits?: undefined };

export const fits = <V>(value: V): Reading<V> => ({ isAnswer: true, fits: true, value });

export const misfit = (because: Misfit, couldBe: string[] = []): DoesNotFit => ({
	isAnswer: true,
	fits: false,
	because,
	couldBe,
});

export const NO_ANSWER = { isAnswer: false } as const;
