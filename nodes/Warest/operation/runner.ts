import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { Api } from '../../transport/api';
import { Item } from './item';
import type { Operation, Resource } from './operation';
import { sentence } from './sentence';

function chosen(context: IExecuteFunctions, resources: Record<string, Resource>): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0));
	const operations = Object.hasOwn(resources, resource) ? resources[resource].operations : {};
	if (Object.hasOwn(operations, operation)) return operations[operation];
	throw new NodeOperationError(
		context.getNode(),
		`This version of the WARest node has no operation '${operation}' of resource '${resource}'`,
		{
			description:
				'The workflow was made with a newer version of the node. Update n8n-nodes-warest in Settings → Community nodes, or choose another operation.',
		},
	);
}

/** n8n's own error classes hand back an error of their kind unchanged, so the item is set on it. */
function atItem(context: IExecuteFunctions, error: Error, itemIndex: number) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	return new NodeOperationError(context.getNode(), error, { itemIndex });
}

/**
 * Runs the chosen operation once for each input item, in their order. Output items are paired with the input
 * item that they come from; a failed item becomes `{ error }` if the node goes on with errors, and ends the
 * run otherwise.
 */
export async function run(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosen(context, resources);
	const api = await Api.open(context);
	const output: INodeExecutionData[] = [];
	for (const index of context.getInputData().keys()) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		const pairedItem = { item: index };
		try {
			const made = await operation.run(new Item(context, index, api));
			output.push(...made.map((entry) => ({ ...entry, pairedItem })));
		} catch (error) {
			const failure = atItem(context, error, index);
			if (!context.continueOnFail()) throw failure;
			output.push({ json: { error: sentence(failure) }, pairedItem });
		}
	}
	return [output];
}
