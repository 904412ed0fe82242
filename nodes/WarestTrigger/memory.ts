import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Slot } from './address';

/**
 * What n8n stores with the workflow, as one piece for all of its nodes. All polls work on the copy that was loaded at
 * the activation (n8n-core 2.41, ActiveWorkflowTriggers); what one writes is stored as soon as it starts the
 * workflow, over everything that webhooks, runs and other nodes have stored since. So after the activation only the
 * webhook, the hooks and the runs write it, which load it anew each time.
 */
export interface Memory {
	/** The address that is registered; polls can't ask n8n for it. */
	url?: string;
	/** By session: the registry of its owner. */
	registries?: Record<string, string | null>;
	/** By session: what was registered before. */
	before?: Record<string, Slot>;
	/** The newest deliveries that were taken. */
	taken?: string;
	/** By session, where missed messages are caught up: no message before this moment is missing. */
	knownUpTo?: Record<string, number>;
}

export const memoryOf = (
	context: IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions,
): Memory => context.getWorkflowStaticData('node') as Memory;
