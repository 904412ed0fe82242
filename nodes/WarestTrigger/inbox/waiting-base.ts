import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { n8nIn, ownUrl } from '../../webhook/address';
import { storedState } from '../state';

/** n8n calls it so, if its administrator hasn't given it another name. */
const SEGMENT = 'webhook-waiting';

const n8nOf = (context: IHookFunctions | IWebhookFunctions): string => n8nIn(ownUrl(context)) ?? '';

/**
 * The address below which executions wait. It is always one of this n8n: static data comes with imported workflows, and
 * must not send what people write elsewhere.
 */
export const waitingBase = (context: IHookFunctions | IWebhookFunctions): string =>
	`${n8nOf(context)}/${storedState(context).waitingSegment ?? SEGMENT}`;

/** Remembers the address below which executions wait; false if it is one of another n8n. */
export function keepBase(context: IWebhookFunctions, base: string): boolean {
	const segment = base.slice(n8nOf(context).length + 1);
	if (base !== `${n8nOf(context)}/${segment}` || !/^[\w-]+$/.test(segment)) return false;
	const stored = storedState(context);
	if (segment !== (stored.waitingSegment ?? SEGMENT)) stored.waitingSegment = segment;
	return true;
}
