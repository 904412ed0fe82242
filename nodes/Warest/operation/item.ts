import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeParameterValueType,
} from 'n8n-workflow';
import type { Api } from '../../transport/api';

/** One input item on its way through an operation. */
export class Item {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		readonly api: Api,
	) {}

	/** The parameter as it is for this item, expressions resolved; null where the workflow has none. */
	parameter(name: string): NodeParameterValueType | object {
		return this.context.getNodeParameter(name, this.index, null, { extractValue: true });
	}

	/** The zone that a date without one is meant in. */
	get timezone(): string {
		return this.context.getTimezone();
	}

	/** The error for a value that can't be used: "'Label' is …", the value, and what is allowed. */
	refusal(label: string, value: unknown, refused: string, allowed: string): NodeOperationError {
		const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
		const quoted =
			shown === '' ? '' : `: "${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}"`;
		return new NodeOperationError(this.context.getNode(), `'${label}' ${refused}${quoted}`, {
			itemIndex: this.index,
			description: allowed,
		});
	}

	/** An error about what the parameters lead to, rather than about one value. */
	failure(happened: string, next: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), happened, {
			itemIndex: this.index,
			description: next,
		});
	}

	/** A note above the output, for what worked but needs a look. Older n8n versions have no place for it. */
	hint(message: string): void {
		this.context.addExecutionHints?.({ message, location: 'outputPane', type: 'warning' });
	}

	/** Binary data of an output item. */
	async binary(bytes: Buffer, fileName: string, mimeType: string) {
		return await this.context.helpers.prepareBinaryData(bytes, fileName, mimeType);
	}
}

/** What an operation makes of one input item: none, one or several output items. */
export type Output = INodeExecutionData[];
