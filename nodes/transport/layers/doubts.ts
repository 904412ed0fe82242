import type { Answer } from '../answer';
import type { Call } from '../call';
import { OutcomeUnknownError, type Origin } from '../failures/errors';
import type { Layer } from './layer';
import { changeKey } from './replay-ledger';

/** So many changes are remembered in this process; the oldest are forgotten first. */
const MOST = 10_000;

/** By execution and change: whether it has ended in doubt, once it has ended. What is certain is forgotten. */
const asked = new Map<string, Promise<boolean>>();

function remember(key: string, inDoubt: Promise<boolean>): void {
	asked.set(key, inDoubt);
	const [oldest] = asked.keys();
	if (asked.size > MOST) asked.delete(oldest);
	void inDoubt.then((isOpen) => {
		if (!isOpen && asked.get(key) === inDoubt) asked.delete(key);
	});
}

/**
 * What an AI agent asked for in one execution, from whichever of its tools. A model asks again for what failed, in a new
 * run of the node, so it is the execution that remembers; this process only, and until it ends.
 */
export class Doubts {
	constructor(
		private readonly execution: string,
		private readonly origin: Origin,
	) {}

	/**
	 * Makes a change unless the same one may have been made already.
	 * @throws OutcomeUnknownError then
	 */
	async once(call: Call, make: () => Promise<Answer>): Promise<Answer> {
		const key = `${this.execution} ${this.origin.server} ${changeKey(call)}`;
		for (let before = asked.get(key); before !== undefined; before = asked.get(key)) {
			if (await before) throw doubt(call, this.origin);
		}
		const making = make();
		const inDoubt = making.then(
			() => false,
			(error: unknown) => error instanceof OutcomeUnknownError,
		);
		remember(key, inDoubt);
		return await making;
	}
}

const doubt = ({ recipient }: Call, { node }: Origin): OutcomeUnknownError =>
	new OutcomeUnknownError(node, {
		message: `It may have been ${recipient === undefined ? 'done' : 'sent'} already: an earlier try of the same got no clear answer, so this one wasn't made`,
		hint: '',
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
