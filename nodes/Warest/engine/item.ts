import {
	BINARY_ENCODING,
	sleep,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeOperationError,
} from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { showHint } from '../../transport/failures/execution-hint';
import type { Outcome } from '../../transport/failures/outcome';
import { userError } from '../../transport/failures/user-error';
import { MIB } from '../../transport/files/size';
import { WaitBudget } from '../../transport/limits/wait-budget';
import { base64Digits } from '../../whatsapp/bytes';
import { chosenValue } from './chosen-value';
import type { FieldContext } from './field';
import { isTool } from './guard';
import type { Guard } from './guard';
import { refusalText } from './refusal-text';
import { Waiting } from './waiting';

/** Bytes, or a stream of them, as n8n takes them for binary data. */
export type BinaryContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** Bytes read from n8n's storage at once. `npm run bench` shows what an upload holds in memory. */
const CHUNK = 128 * 1024;

/** How much base64 becomes bytes at once: whole groups of four characters. */
const SLICE = MIB;

/** How many items make a block. */
const BLOCK = 400;

/** One input item on its way through an operation. */
export class Item implements FieldContext {
	/** What happened to each recipient or file, by its name, where the item has several. */
	readonly parts = new Map<string, Outcome>();
	/** Whether it goes to the second output: it asked somebody who didn't answer. */
	isUnanswered = false;
	/** What a model may do with it; null where none is at work. */
	guard: Guard | null = null;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		readonly api: Api,
	) {}

	/**
	 * The parameter as it is for this item: expressions resolved, the value of a resource locator (of a person from a list,
	 * what the server claims); null where the workflow has none.
	 */
	parameter(name: string): unknown {
		return this.valueIn(name, this.index);
	}

	private valueIn(name: string, index: number): unknown {
		return chosenValue(this.context.getNodeParameter(name, index, null));
	}

	/** Whether a parameter is empty: not even an expression that gives nothing. */
	isLeftEmpty(name: string): boolean {
		const entered = this.context.getNodeParameter(name, 0, '', { rawExpressions: true });
		return (chosenValue(entered) ?? '') === '';
	}

	/** How it ends if it fails, whatever its operation makes of the errors of its requests. */
	get outcomeOfFailure(): 'not done' | 'unknown' {
		return this.api.changes.ofFailure;
	}

	/** Whether a part of it was surely done. */
	get isPartlyDone(): boolean {
		return this.api.changes.arePartlyDone;
	}

	/** Which block of items it is in, for what is done once for many. */
	get block(): number {
		return Math.floor(this.index / BLOCK);
	}

	/** The values of a parameter in this item and in the others of its block. */
	around(name: string): unknown[] {
		const from = this.block * BLOCK;
		const items = [...this.context.getInputData().keys()].slice(from, from + BLOCK);
		return items.flatMap((index) => {
			try {
				return [this.valueIn(name, index)];
			} catch {
				// An expression that fails concerns only its own item.
				return [];
			}
		});
	}

	/** For what waits for somebody before the workflow goes on. */
	get waiting(): Waiting {
		return new Waiting(this.context);
	}

	/** Whether an AI agent has the node run, as its tool. */
	get isTool(): boolean {
		return isTool(this.context);
	}

	/** Whether it is the only item of this run. */
	get isAlone(): boolean {
		return this.context.getInputData().length === 1;
	}

	/** The names of the nodes before this one whose type ends like that, nearest first. */
	nodesBefore(type: string): string[] {
		const nodes = this.context.getParentNodes(this.context.getNode().name);
		return nodes.filter((node) => node.type.endsWith(type)).map(({ name }) => name);
	}

	/** Where this n8n takes webhooks, from its setting WEBHOOK_URL: what the addresses of its triggers begin with. */
	get n8nAddress(): string {
		const { $execution } = this.context.getWorkflowDataProxy(this.index);
		const { origin, pathname } = new URL(String(($execution as IDataObject).resumeUrl));
		// It ends with the segment for waiting executions and the ID of this one.
		return `${origin}${pathname.split('/').slice(0, -2).join('/')}`;
	}

	get defaultCountryCode(): string {
		return this.api.defaultCountryCode;
	}

	/** The zone that a date without one is meant in. */
	get timezone(): string {
		return this.context.getTimezone();
	}

	/** The error for a value that can't be used: "'Label' is …", the value, and what is expected. */
	refusal(label: string, value: unknown, problem: string, expected: string): NodeOperationError {
		return this.failure(refusalText(label, value, problem), expected);
	}

	/** An error about what the parameters lead to, rather than about one value. */
	failure(message: string, hint: string): NodeOperationError {
		const [said, advised] = [message, hint].map((text) => this.api.safe(text));
		return userError(this.context.getNode(), said, advised, { itemIndex: this.index });
	}

	/**
	 * Shows a note above the output, about something that worked but needs a look; once for all items.
	 */
	hint(message: string): void {
		void this.api.once(`hint: ${message}`, async () =>
			showHint(this.context, this.api.safe(message), 'warning'),
		);
	}

	/**
	 * Waits so many milliseconds, or until the execution is cancelled.
	 * @throws Cancelled
	 */
	async pause(milliseconds: number): Promise<void> {
		const signal = this.context.getExecutionCancelSignal();
		await new WaitBudget({ limit: Infinity, signal }).wait(milliseconds, '');
	}

	/** Binary data of an output item; a stream is not held in memory. */
	async binary(content: BinaryContent, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await this.context.helpers.prepareBinaryData(content, fileName, mimeType);
	}

	/** The names of the binary fields of this input item. */
	get binaryFields(): string[] {
		return Object.keys(this.context.getInputData()[this.index]?.binary ?? {});
	}

	/** The binary field of this input item; throws n8n's own message if it has none of that name. */
	binaryInput(name: string): IBinaryData {
		return this.context.helpers.assertBinaryData(this.index, name);
	}

	async binaryBytes(name: string): Promise<Buffer> {
		return await this.context.helpers.getBinaryDataBuffer(this.index, name);
	}

	/** The bytes of a binary field, chunk by chunk, wherever n8n keeps it. */
	async *binaryStream({ id, data }: IBinaryData): AsyncGenerator<Uint8Array> {
		if (id) return yield* await this.context.helpers.getBinaryStream(id, CHUNK);
		const digits = base64Digits(data);
		for (let at = 0; at < digits.length; at += SLICE) {
			// Lets the event loop turn, so that what was sent can be freed.
			if (at > 0) await sleep(0);
			yield Buffer.from(digits.slice(at, at + SLICE), BINARY_ENCODING);
		}
	}

	/** Size of a binary field in bytes. */
	async binarySize({ id, data }: IBinaryData): Promise<number> {
		if (!id) return Math.floor((base64Digits(data).length * 3) / 4);
		return (await this.context.helpers.getBinaryMetadata(id)).fileSize;
	}
}

/** What an operation makes of one input item: none, one or several output items. */
export type Output = INodeExecutionData[];
