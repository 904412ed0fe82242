import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Slot } from './address';

/**
 * What n8n stores with the workflow. Only the webhook and the hooks write it: n8n would store a poll's own, old
 * copy of it over theirs.
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
}

export const memoryOf = (context: IHookFunctions | IPollFunctions | IWebhookFunctions): Memory =>
	context.getWorkflowStaticData('node') as Memory;
