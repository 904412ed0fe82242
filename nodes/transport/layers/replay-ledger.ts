import { createHash } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../answer';
import type { Call } from '../call';
import { OutcomeUnknownError } from '../failures/errors';
import type { Layer } from './layer';

/** A change that an item has asked for. */
interface Change {
	/** To whom, in which run of the node. */
	place: string;
	/** What, as a digest. */
	content: string;
	/** What it gave, or the error that leaves it open; null where it was surely not made. */
	result: Promise<Answer> | null;
}

/** By n8n's own memory of the node in an execution: what is forgotten with it needs no cleaning up. */
const ledgers = new WeakMap<object, WeakMap<object, Change[]>>();

const placeOf = ({ method, path, session, recipient, query }: Call): unknown[] => [
	method,
	path,
	session,
	recipient,
	query,
];

/** What says that two changes are the same: to whom, and what. */
export const changeKey = (call: Call): string => JSON.stringify([placeOf(call), digest(call)]);

/** A file counts by its name and size: its bytes are those of the same item. */
function digest({ body, form }: Call): string {
	const parts = form?.map(([name, part]) =>
		typeof part === 'string' ? [name, part] : [name, part.name, part.type, part.size],
	);
	return createHash('sha256')
		.update(JSON.stringify(parts ?? body ?? null))
		.digest('base64');
}

/**
 * What one input item has changed in this run of the node. n8n's "Retry On Fail" runs the node once more with
 * the same items in the same execution: what succeeded then is not done again, and what may have succeeded
 * isn't either, in whatever order a new try asks for it.
 */
export class ReplayLedger {
	/** Changes that this try has asked for: the next one of the same kind is another one. */
	private readonly asked = new Set<Change>();

	private constructor(
		private readonly changes: Change[],
		private readonly run: string,
	) {}

	/**
	 * @param index its place in the input: the same object may be there twice, and then counts twice
	 * @param runIndex which run of the node it is: in a loop an item may come by again
	 */
	static of(
		context: IExecuteFunctions,
		item: INodeExecutionData,
		index: number,
		runIndex: number,
	): ReplayLedger {
		const execution = context.getContext('node');
		const items = ledgers.get(execution) ?? new WeakMap<object, Change[]>();
		ledgers.set(execution, items);
		const changes = items.get(item) ?? [];
		items.set(item, changes);
		return new ReplayLedger(changes, `${runIndex}/${index}`);
	}

	/** The outcome of a change that was made in an earlier try; else that of `make`. */
	async once(call: Call, make: () => Promise<Answer>): Promise<Answer> {
		const change = this.changeOf(call);
		if (change.result) return await replayed(change.result);
		const making = make();
		change.result = making;
		making.catch((error: unknown) => {
			if (!(error instanceof OutcomeUnknownError)) change.result = null;
		});
		return await making;
	}

	/**
	 * The same change of an earlier try, or a new one. A text that an expression makes anew each time, as one with
	 * the time of day, is known by its place among those to the same recipient.
	 */
	private changeOf(call: Call): Change {
		const place = JSON.stringify([this.run, ...placeOf(call)]);
		const content = digest(call);
		const open = this.changes.filter((one) => one.place === place && !this.asked.has(one));
		const known = open.find((one) => one.content === content) ?? open[0];
		const change = known ?? { place, content, result: null };
		if (!known) this.changes.push(change);
		this.asked.add(change);
		change.content = content;
		return change;
	}
}

/** Makes an error anew, because the run that it ends adds to it. */
async function replayed(result: Promise<Answer>): Promise<Answer> {
	try {
		return await result;
	} catch (error) {
		throw error instanceof OutcomeUnknownError ? error.again() : error;
	}
}

/** Makes each change once in all tries of an item; null makes it in each. */
export const withReplayLedger =
	(ledger: ReplayLedger | null): Layer<Answer> =>
	(next) =>
	async (call) =>
		ledger && call.changes
			? await ledger.once(call, async () => await next(call))
			: await next(call);
