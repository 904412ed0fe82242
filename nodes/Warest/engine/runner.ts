import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { inOneMessage, userError } from '../../transport/failures/user-error';
import { pace, type PaceSettings } from './pace';
import { AT_ONCE, MAKES_CHANGES } from './effect';
import { valueOf, valuesOf } from './field';
import { Guard, isTool, mustBeHeard } from './guard';
import { Item } from './item';
import type { Operation, Resource } from './operation';
import { concernedBy, queuesOf } from './queues';
import { Gate, KeyedQueue, Semaphore } from './concurrency';
import { requestPolicy } from './request-policy';
import { Results } from './results';
import { sentence } from './sentence';
import { toModel } from './to-model';
import { RunWaits, withWaits } from './waits';

/** How many items are read ahead of those under way: enough to find some for other chats. */
const LOOK_AHEAD = 100;

function chosen(context: IExecuteFunctions, resources: Record<string, Resource>): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0));
	const operations = Object.hasOwn(resources, resource) ? resources[resource].operations : {};
	if (Object.hasOwn(operations, operation)) return operations[operation];
	throw userError(
		context.getNode(),
		`This version of the WARest node has no operation '${operation}' of resource '${resource}'`,
		'The workflow was made with a newer version of the node. Update n8n-nodes-warest in Settings → Community nodes, or choose another operation.',
	);
}

/** Runs the chosen operation; to a model, the message of an error says all. */
export async function run(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	if (!isTool(context)) return await runItems(context, resources);
	return await runItems(context, resources).catch(
		async (error: Error) => await Promise.reject(inOneMessage(error, sentence(error))),
	);
}

/**
 * Runs the chosen operation once for each input item: several at the same time, but changes of the same chat in
 * the order of the items, and no change before the first items were read. The output is in the order of the input
 * and paired with it; a failed item becomes `{ error }` if the node goes on with errors. Otherwise no new item starts
 * after it, and its error ends the run once the items under way have ended.
 */
async function runItems(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosen(context, resources);
	mustBeHeard(context);
	const apiOf = Api.forItems(context);
	const results = new Results(context, operation.effect);
	const waits = new RunWaits();

	const settingsOf = async (index: number, api: Api): Promise<PaceSettings> => {
		const item = new Item(context, index, api);
		return await valueOf(pace, item.parameter('pace'), item);
	};
	const prepare = async (index: number) => {
		const api = await apiOf(index);
		const settings = await settingsOf(index, api);
		const policy = requestPolicy(context, api, operation.effect, index, settings);
		const item = new Item(context, index, api.with(policy));
		const { effect, fields } = operation;
		item.guard = Guard.of(context, item);
		item.guard?.mustAllow(operation, item);
		const values = await valuesOf(fields, item);
		item.guard?.mustKnow(concernedBy(fields, values), operation, item);
		const queues = MAKES_CHANGES[effect] ? queuesOf(fields, values) : [];
		const work = async () => {
			if (results.areFinal) return;
			const { waited } = policy.budget;
			try {
				const made = await operation.run(values, item);
				// An author who wants it raw gets it raw.
				const isRaw = values.simplify === false;
				const output = item.guard ? toModel(made, isRaw ? null : (operation.toModel ?? {})) : made;
				results.succeed(item, withWaits(output, waited, settings));
			} catch (error) {
				results.fail(index, error, item);
			}
			waits.add(waited);
		};
		return { queues, work };
	};

	// If the settings of the first item are wrong, that item will say so.
	const { parallel = AT_ONCE[operation.effect] } = await apiOf(0)
		.then(async (api) => await settingsOf(0, api))
		.catch((): PaceSettings => ({}));
	const ahead = new Semaphore(parallel + LOOK_AHEAD);
	const working = new Semaphore(parallel);
	const queue = new KeyedQueue();
	// A value that can't be used ends the run before anything is done, as far as the items are read ahead.
	const mayBegin = new Gate();
	if (!MAKES_CHANGES[operation.effect] || context.continueOnFail()) mayBegin.open();
	const begun: Array<Promise<void>> = [];
	for (const index of context.getInputData().keys()) {
		await ahead.take();
		if (results.areFinal) break;
		const prepared = await prepare(index).catch((error: Error) => results.fail(index, error));
		const turn = async () => {
			await mayBegin.opened;
			await working.take();
			await prepared?.work();
			working.give();
			ahead.give();
		};
		begun.push(queue.run(prepared?.queues ?? [], turn));
		if (begun.length === LOOK_AHEAD) mayBegin.open();
	}
	mayBegin.open();
	await Promise.all(begun);

	waits.hint(context, results.sent);
	const error = results.end();
	if (error) throw error;
	return results.outputs;
}
