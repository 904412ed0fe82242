import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { OutcomeUnknownError } from '../../transport/failures/errors';
import { toHtml } from '../../transport/failures/html';
import { outcomeSentence, type Outcome } from '../../transport/failures/outcome';
import { addHint } from '../../transport/failures/user-error';
import { Cancelled } from '../../transport/limits/wait-budget';
import type { Effect } from './effect';
import type { Item, Output } from './item';
import { isTool } from './guard';
import { sentence } from './sentence';

type Failure = NodeApiError | NodeOperationError;

/** "0 to 4, 7": ascending indexes for reading. */
function ranges(indexes: number[]): string[] {
	const found: Array<{ from: number; to: number }> = [];
	for (const index of indexes) {
		const last = found.at(-1);
		if (last?.to === index - 1) last.to = index;
		else found.push({ from: index, to: index });
	}
	return found.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
}

/** What became of an item, of each recipient and file within it where it has several, and why it failed. */
interface Result {
	outcome: Outcome;
	parts: ReadonlyMap<string, Outcome>;
	output: Output;
	failure?: Failure;
}

/** In the order in which a person needs to know them. */
const GROUPS: Array<[outcome: Outcome, title: string]> = [
	['unknown', 'May have been done'],
	['not done', 'Not done'],
	['done', 'Done'],
];

const PAST: Record<Effect, string> = { read: '', query: '', change: 'changed', send: 'sent' };

/** For a model: what a person would do by looking, it would do by trying. */
const NOT_AGAIN =
	"Don't try it again: tell the person that it may have been done, and that they can see it on the phone.";

/** What became of the items of one run. */
export class Results {
	private readonly results = new Map<number, Result>();
	/** A question is always alone. */
	private isUnanswered = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly effect: Effect,
	) {}

	/** Whether no more items may start. */
	get areFinal(): boolean {
		const stopped = this.failed.length > 0 && !this.context.continueOnFail();
		return stopped || this.context.getExecutionCancelSignal()?.aborted === true;
	}

	private get failed(): Array<Result & { failure: Failure }> {
		return [...this.results.values()].filter(
			(result): result is Result & { failure: Failure } => result.failure !== undefined,
		);
	}

	succeed({ index, parts, isUnanswered }: Item, output: Output): void {
		this.isUnanswered = isUnanswered;
		this.results.set(index, { outcome: 'done', parts, output });
	}

	/**
	 * n8n's own error classes hand back an error of their kind unchanged, so the item is set on it.
	 * @param item that had begun; without it, only its index, nothing was done for it
	 */
	fail(index: number, error: Error, item?: Item): void {
		if (error instanceof Cancelled) return;
		const known = error instanceof NodeApiError || error instanceof NodeOperationError;
		const failure = known ? error : new NodeOperationError(this.context.getNode(), error);
		failure.context.itemIndex = index;
		const outcome = item?.outcomeOfFailure ?? 'not done';
		this.tell(failure, outcome, item?.isPartlyDone === true);
		const output = [{ json: { error: sentence(failure) } }];
		this.results.set(index, { outcome, parts: item?.parts ?? new Map(), output, failure });
	}

	/** Says in the error of a change whether it may have been made. */
	private tell(failure: Failure, outcome: Outcome, partly: boolean): void {
		if (PAST[this.effect] === '') return;
		const text = partly
			? 'Part of it was done: check on the phone before you run it again.'
			: outcomeSentence(outcome, PAST[this.effect]);
		if (!failure.description?.includes(toHtml(text))) addHint(failure, this.ofItem(text, outcome));
		if (outcome !== 'unknown' || !isTool(this.context)) return;
		if (failure instanceof OutcomeUnknownError) failure.dropAdvice();
		addHint(failure, NOT_AGAIN);
	}

	/** Of several items, others may have been done. */
	private ofItem(text: string, outcome: Outcome): string {
		const isOne = this.indexes.length === 1;
		return isOne || outcome !== 'not done' ? text : text.replace(/\.$/, ' for this item.');
	}

	/** What each output of the node gives. */
	get outputs(): INodeExecutionData[][] {
		return this.isUnanswered ? [[], this.items] : [this.items];
	}

	/** How many messages were surely sent. */
	get sent(): number {
		return this.items.filter(({ json }) => json.sent === true).length;
	}

	/** The items in the order of the input and paired with it; a failed one is its error. */
	private get items(): INodeExecutionData[] {
		return this.indexes.flatMap((item) => {
			const { output = [] } = this.results.get(item) ?? {};
			return output.map((entry) => ({ ...entry, pairedItem: { item } }));
		});
	}

	private get indexes(): number[] {
		return [...this.context.getInputData().keys()];
	}

	/**
	 * The error that ends the run, if any: that of the first item for which something may have been done, else of
	 * the first that failed; with what became of all the others.
	 */
	end(): Failure | undefined {
		if (this.context.continueOnFail()) return undefined;
		const failed = this.indexes.flatMap((index) => {
			const result = this.results.get(index);
			return result?.failure ? [result] : [];
		});
		const worst = failed.find(({ outcome }) => outcome === 'unknown') ?? failed[0];
		if (!worst?.failure) return undefined;
		if (this.indexes.length > 1) addHint(worst.failure, this.summary());
		return worst.failure;
	}

	/** "May have been done: item 1. Not done: items 0, 3 to 9. Done: item 2 (…)." */
	private summary(): string {
		return GROUPS.flatMap(([group, title]) => {
			const entries = this.entries(group);
			const word = entries.length > 1 || entries[0]?.includes(' to ') ? 'items' : 'item';
			return entries.length === 0 ? [] : [`${title}: ${word} ${entries.join(', ')}.`];
		}).join(' ');
	}

	/** The items of a group; those of which only a part belongs to it, with that part. */
	private entries(group: Outcome): string[] {
		const whole: number[] = [];
		const inPart: string[] = [];
		for (const index of this.indexes) {
			const { outcome = 'not done', parts = new Map<string, Outcome>() } =
				this.results.get(index) ?? {};
			const outcomes = new Set(parts.values());
			if (outcomes.size <= 1) {
				if (outcome === group) whole.push(index);
				continue;
			}
			const names = [...parts].flatMap(([name, became]) => (became === group ? [name] : []));
			if (names.length > 0) inPart.push(`${index} (${names.join('; ')})`);
		}
		return [...ranges(whole), ...inPart];
	}
}
