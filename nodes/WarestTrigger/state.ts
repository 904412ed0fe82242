import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Slot } from './registration/address';

/**
 * What n8n stores with the workflow, as one piece for all of its nodes. All polls work on the copy that was loaded at
 * the activation (n8n-core 2.41, ActiveWorkflowTriggers); what one writes is stored as soon as it starts the
 * workflow, over everything that webhooks and other nodes have stored since. And a worker of n8n's queue mode runs a
 * workflow without it, and stores what is written there over all of it (n8n 2.41, JobProcessor). So only the webhook
 * and the hooks write it, which load it anew each time.
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
	/** By session, where missed messages are caught up: when its state changed last. */
	changedAt?: Record<string, number>;
}

export const memoryOf = (context: IHookFunctions | IPollFunctions | IWebhookFunctions): Memory =>
	context.getWorkflowStaticData('node') as Memory;
