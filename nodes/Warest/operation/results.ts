import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { Cancelled } from '../../transport/patience';
import { addHint } from '../../transport/user-error';
import type { Output } from './item';
import { sentence } from './sentence';

type Failure = NodeApiError | NodeOperationError;

const ascending = (indexes: Iterable<number>) => [...indexes].sort((a, b) => a - b);

/** "0 to 4, 7": ascending indexes for reading. */
function listed(indexes: number[]): string {
	const ranges: Array<{ from: number; to: number }> = [];
	for (const index of indexes) {
		const last = ranges.at(-1);
		if (last?.to === index - 1) last.to = index;
		else ranges.push({ from: index, to: index });
	}
	return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}

/** What became of the items of one run. */
export class Results {
	private readonly output = new Map<number, Output>();
	private readonly failures = new Map<number, Failure>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** Whether nothing more is to be begun. */
	get areFinal(): boolean {
		const stopped = this.failures.size > 0 && !this.context.continueOnFail();
		return stopped || this.context.getExecutionCancelSignal()?.aborted === true;
	}

	succeed(index: number, made: Output): void {
		this.output.set(index, made);
	}

	/** n8n's own error classes hand back an error of their kind unchanged, so the item is set on it. */
	fail(itemIndex: number, error: Error): void {
		if (error instanceof Cancelled) return;
		const known = error instanceof NodeApiError || error instanceof NodeOperationError;
		const failure = known ? error : new NodeOperationError(this.context.getNode(), error);
		failure.context.itemIndex = itemIndex;
		this.failures.set(itemIndex, failure);
	}

	/** The items in the order of the input and paired with it; a failed one is its error. */
	get items(): INodeExecutionData[] {
		return [...this.context.getInputData().keys()].flatMap((item) => {
			const failure = this.failures.get(item);
			const made = failure ? [{ json: { error: sentence(failure) } }] : this.output.get(item);
			return (made ?? []).map((entry) => ({ ...entry, pairedItem: { item } }));
		});
	}

	/** The error that ends the run, if one does: of the first item that failed, with what was done all the same. */
	get error(): Failure | undefined {
		const [first] = ascending(this.failures.keys());
		if (first === undefined || this.context.continueOnFail()) return undefined;
		const failure = this.failures.get(first);
		if (failure && this.output.size > 0) {
			addHint(failure, `Done before it stopped: item ${listed(ascending(this.output.keys()))}.`);
		}
		return failure;
	}
}
