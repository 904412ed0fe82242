import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import type { Slot } from './address';

/** By trigger and session. A poll may not store anything (see Memory), so n8n's next start forgets it. */
const replaced = new Map<string, Slot>();

const keyOf = (context: IHookFunctions | IPollFunctions, sessionId: string) =>
	`${context.getWorkflow().id ?? ''}/${context.getNode().id}/${sessionId}`;

/** Another program came between, and a poll has taken the place over again: that one gets it back later. */
export const rememberReplaced = (context: IPollFunctions, sessionId: string, slot: Slot) =>
	replaced.set(keyOf(context, sessionId), slot);

/** What a poll has replaced last, once. */
export function takeReplaced(context: IHookFunctions, sessionId: string): Slot | null {
	const key = keyOf(context, sessionId);
	const slot = replaced.get(key) ?? null;
	replaced.delete(key);
	return slot;
}
