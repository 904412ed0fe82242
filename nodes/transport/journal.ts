import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from './answer';
import type { Call } from './call';
import { isDoubtful } from './errors';

/** The changes that must not be made again: what they gave, or the error that leaves it open. */
type Changes = Map<string, Promise<Answer>>;

/** By n8n's own memory of the node in an execution: what is forgotten with it needs no cleaning up. */
const journals = new WeakMap<object, WeakMap<object, Changes>>();

/**
 * What one input item has changed in this run of the node. n8n's "Retry On Fail" runs the node once more with
 * the same items in the same execution: what succeeded then is not done again, and what may have succeeded
 * isn't either.
 */
export class Journal {
	private next = 0;

	private constructor(
		private readonly changes: Changes,
		private readonly runIndex: number,
	) {}

	/**
	 * A new try of the item makes the same changes in the same order.
	 * @param runIndex which run of the node it is: in a loop an item may come by again
	 */
	static of(context: IExecuteFunctions, item: INodeExecutionData, runIndex: number): Journal {
		const execution = context.getContext('node');
		const items = journals.get(execution) ?? new WeakMap<object, Changes>();
		journals.set(execution, items);
		const changes = items.get(item) ?? new Map();
		items.set(item, changes);
		return new Journal(changes, runIndex);
	}

	/** The outcome of a change that was made in an earlier try; else that of `make`. */
	async once({ method, path, body }: Call, make: () => Promise<Answer>): Promise<Answer> {
		const key = `${this.runIndex} ${this.next++} ${method} ${path} ${String(body?.to ?? '')}`;
		const known = this.changes.get(key);
		if (known) return await known;
		const making = make();
		this.changes.set(key, making);
		making.catch((error: unknown) => {
			if (!isDoubtful(error)) this.changes.delete(key);
		});
		return await making;
	}
}
