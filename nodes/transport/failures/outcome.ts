import type { Answer } from '../answer';

/**
 * How a change ended. `not done` needs proof: the connection was never made, or the answer
 * refuses. Whatever else goes wrong leaves it `unknown`.
 */
export type Outcome = 'done' | 'not done' | 'unknown';

/** HTTP statuses below 500 that a proxy gives to a request which the server may have got whole. */
const TIMED_OUT = [408, 499];
/** WARest fails with these before it sends anything (docs/warest/messages.md#3-7). */
const BEFORE_SENDING = ['502/3013'];

/**
 * Whether an answer of WARest that isn't a success proves that nothing was done. WARest looks at a request before
 * it acts, and refuses with 4xx; 5xx may be a failure on the way or after it (docs/warest/messages.md#1-5 and #4).
 * What isn't in WARest's envelope (null) proves nothing: a proxy may have passed the request on before it answered.
 */
export function refuses(answer: Pick<Answer, 'status' | 'code'> | null): boolean {
	if (!answer) return false;
	const { status, code } = answer;
	if (status >= 400 && status < 500) return !TIMED_OUT.includes(status);
	return BEFORE_SENDING.includes(`${status}/${code}`);
}

const SENTENCES: Record<Outcome, (verb: string) => string> = {
	done: (verb) => `It was ${verb}.`,
	'not done': (verb) => `Nothing was ${verb}.`,
	unknown: () => 'WARest may have done it, or not: check on the phone before you run it again.',
};

/** What a person, or a model, has to know before it is tried again. */
export const outcomeSentence = (outcome: Outcome, verb = 'changed'): string =>
	SENTENCES[outcome](verb);

/** What became of the changes that were made for one item, whatever its operation makes of their errors. */
export class Changes {
	private readonly ended: Outcome[] = [];

	note(outcome: Outcome): void {
		this.ended.push(outcome);
	}

	/** How an item has ended that failed: if some of its changes were made, it can't be made again as it is. */
	get ofFailure(): 'not done' | 'unknown' {
		return this.ended.every((outcome) => outcome === 'not done') ? 'not done' : 'unknown';
	}

	get arePartlyDone(): boolean {
		return this.ended.includes('done');
	}
}
