import type { IExecuteFunctions } from 'n8n-workflow';
import type { Api, Effort } from '../../transport/api';
import { Journal } from '../../transport/journal';
import { Patience } from '../../transport/patience';
import type { PaceSettings } from '../fields/pace';
import type { Effect } from './effect';
import { Manners } from './manners';

const DEFAULT_MAX_WAIT_MINUTES = 5;

/** How an item deals with the server, from what the person has set under 'Pace and Limits'. */
export function effortOf(
	context: IExecuteFunctions,
	{ address }: Api,
	effect: Effect,
	index: number,
	settings: PaceSettings,
): Effort {
	const { maxWait = DEFAULT_MAX_WAIT_MINUTES, skipDone = true, timeout } = settings;
	const log = (text: string) => context.logger.info(`WARest: item ${index} ${text}`);
	const signal = context.getExecutionCancelSignal();
	const patience = new Patience({ limit: maxWait * 60_000, signal, log });
	const manners = new Manners(context, settings, patience, { index, server: address });
	return {
		patience,
		longer: "allow a longer 'Max Wait' under 'Pace and Limits'",
		timeout,
		log,
		journal: skipDone && context.getNode().retryOnFail === true ? journalOf(context, index) : null,
		beforeChange: async ({ session, body }) => {
			if (effect === 'send') await manners.admit(String(session ?? body?.sessionId));
		},
	};
}

function journalOf(context: IExecuteFunctions, index: number): Journal {
	const { $runIndex } = context.getWorkflowDataProxy(index);
	return Journal.of(context, context.getInputData()[index], Number($runIndex));
}
