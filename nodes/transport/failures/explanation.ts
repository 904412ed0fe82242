import type { Answer } from '../answer';

/** What a failure means for the person: what happened, and what to do about it. */
export interface Explanation {
	message: string;
	hint: string;
	/** Said only where nothing was done. */
	again?: string;
	/** Surely nothing was done, whatever the status says. */
	refused?: boolean;
}

/** What some answers mean. */
export interface Meaning {
	/** Which answers: "status", "status/app code", or "status/*" for any app code; without it, all. */
	of?: readonly string[];
	/** What the server says in them; without it, anything. */
	said?: RegExp;
	/** Without it, the server's own words. */
	message?: string | ((said: string) => string);
	hint: string;
	/** Said only where nothing was done. */
	again?: string;
}

/** A table of meanings: the first that fits counts. */
export type Meanings = readonly Meaning[];

/** An answer that is no success. */
export type Failure = Pick<Answer, 'status' | 'code' | 'message'>;

const keysOf = ({ status, code }: Failure): string[] =>
	code === null ? [`${status}`] : [`${status}`, `${status}/*`, `${status}/${code}`];

const fits = ({ of, said }: Meaning, answer: Failure): boolean =>
	(!of || keysOf(answer).some((key) => of.includes(key))) &&
	(!said || said.test(answer.message ?? ''));

function messageOf({ message }: Meaning, { status, message: said }: Failure): string {
	if (typeof message === 'function') return message(said ?? '');
	return message ?? said ?? `WARest answered with status ${status}`;
}

/** What a meaning says of an answer. */
export const explained = (meaning: Meaning, answer: Failure): Explanation => ({
	message: messageOf(meaning, answer),
	hint: meaning.hint,
	again: meaning.again,
});

/** Explains an answer by the first of the tables that knows it; null if none does. */
export const explainedBy =
	(...tables: Meanings[]) =>
	(answer: Failure): Explanation | null => {
		const meaning = tables.flat().find((each) => fits(each, answer));
		return meaning ? explained(meaning, answer) : null;
	};
