import type { Answer } from '../answer';
import type { Call } from '../call';
import { OutcomeUnknownError, type Origin } from '../failures/errors';
import type { Layer } from './layer';
import { changeKey } from './replay-ledger';
import { asRead } from './as-read';

/** So many changes are remembered in this process; the oldest are forgotten first. */
const MOST = 10_000;

/** A change that isn't to be made again: with its answer, or null where it may have been made. */
interface Kept {
	answer: Answer | null;
}

/** By execution and change, once it has ended; null for one that may be made again, which is forgotten. */
const asked = new Map<string, Promise<Kept | null>>();

function remember(key: string, ended: Promise<Kept | null>): void {
	asked.set(key, ended);
	const [oldest] = asked.keys();
	if (asked.size > MOST) asked.delete(oldest);
	void ended.then((kept) => {
		if (!kept && asked.get(key) === ended) asked.delete(key);
	});
}

/**
 * What an AI agent asked for in one execution, from whichever of its tools. A model asks again for what failed, in a new
 * run of the node, so it is the execution that remembers; this process only, and until it ends. What one item has surely
 * done beside what is in doubt, as for other recipients, would be asked for again with it, and isn't done again either.
 */
export class Doubts {
	private readonly done = new Map<string, Answer>();
	private any = false;

	constructor(
		private readonly execution: string,
		private readonly origin: Origin,
	) {}

	/**
	 * Makes a change; or gives the answer to the same one of an earlier call.
	 * @throws OutcomeUnknownError if that had none and may have been made
	 */
	async once(call: Call, make: () => Promise<Answer>): Promise<Answer> {
		const key = `${this.execution} ${this.origin.server} ${changeKey(asRead(call))}`;
		for (let before = asked.get(key); before !== undefined; before = asked.get(key)) {
			const kept = await before;
			if (kept?.answer) return kept.answer;
			if (kept) throw doubt(call, this.origin);
		}
		const making = make();
		const ended = making.then(
			(answer) => this.isDone(key, answer),
			(error: unknown) => (error instanceof OutcomeUnknownError ? this.isInDoubt() : null),
		);
		remember(key, ended);
		return await making;
	}

	private isDone(key: string, answer: Answer): Kept | null {
		this.done.set(key, answer);
		return this.any ? { answer } : null;
	}

	private isInDoubt(): Kept {
		this.any = true;
		for (const [key, answer] of this.done) remember(key, Promise.resolve({ answer }));
		return { answer: null };
	}
}

const doubt = ({ recipient }: Call, { node }: Origin): OutcomeUnknownError =>
	new OutcomeUnknownError(node, {
		message: `It may have been ${recipient === undefined ? 'done' : 'sent'} already: an earlier try of the same got no clear answer, so this one wasn't made`,
		advice: '',
		source: '',
		httpCode: '',
	});

/** Refuses changes that may have been made before; null makes all. */
export const withDoubts =
	(doubts: Doubts | null): Layer<Answer> =>
	(next) =>
	async (call) =>
		doubts && call.changes
			? await doubts.once(call, async () => await next(call))
			: await next(call);
