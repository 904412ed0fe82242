import type { IExecuteFunctions } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { Changes } from '../../transport/failures/outcome';
import { LEFT_BY_RUNS } from '../../transport/limits/rate-limiter';
import { Doubts } from '../../transport/layers/doubts';
import { ReplayLedger } from '../../transport/layers/replay-ledger';
import { WaitBudget } from '../../transport/limits/wait-budget';
import type { RequestPolicy } from '../../transport/request-policy';
import type { PaceSettings } from './pace';
import type { Effect } from './effect';
import { isTool } from './guard';
import { sendThrottle } from './send-throttle';

const DEFAULT_MAX_WAIT_MINUTES = 5;
/** A model is told instead, and so is the person who talks to it. */
const TOOL_MAX_WAIT_MINUTES = 0.5;
/** What reads and changes shows no settings. */
const FEWER = 'do fewer items at a time';
const LONGER = "allow a longer 'Max Wait' under 'Pace and Limits'";

/** How an item deals with the server, from what the person has set under 'Pace and Limits'. */
export function requestPolicy(
	context: IExecuteFunctions,
	{ address, origin }: Api,
	effect: Effect,
	index: number,
	settings: PaceSettings,
): RequestPolicy {
	const { maxWait = DEFAULT_MAX_WAIT_MINUTES, skipDone = true, timeout } = settings;
	const log = (text: string) => context.logger.info(`WARest: item ${index} ${text}`);
	const signal = context.getExecutionCancelSignal();
	const asTool = isTool(context);
	const longest = asTool ? Math.min(maxWait, TOOL_MAX_WAIT_MINUTES) : maxWait;
	const longer = asTool ? undefined : effect === 'send' ? LONGER : FEWER;
	return {
		budget: new WaitBudget({ limit: longest * 60_000, signal, log }),
		longer,
		reserve: LEFT_BY_RUNS,
		timeout,
		log,
		changes: new Changes(),
		ledger: skipDone && context.getNode().retryOnFail === true ? ledgerOf(context, index) : null,
		doubts: asTool && skipDone ? new Doubts(context.getExecutionId(), origin) : null,
		gate: effect === 'send' ? sendThrottle(context, settings, address, longer) : undefined,
	};
}

function ledgerOf(context: IExecuteFunctions, index: number): ReplayLedger {
	const { $runIndex } = context.getWorkflowDataProxy(index);
	return ReplayLedger.of(context, context.getInputData()[index], index, Number($runIndex));
}
