import type { IPollFunctions } from 'n8n-workflow';
import { ofSession } from '../by-session';
import { askOwnWebhook } from '../catch-up/loopback';
import type { Address } from '../receiving/signed-post';
import type { Complaint } from '../receiving/complaints';
import type { Settings } from '../settings/settings';
import { storedState, type ProcessState } from '../state';

/** What is to be said, also by the process of n8n that takes what WARest delivers. */
export async function complaintsOf(
	context: IPollFunctions,
	state: ProcessState,
	address: Address,
	{ sessions: [id] }: Settings,
): Promise<Complaint[]> {
	if (state.wasReached) return state.complaints.list();
	const registry = ofSession(storedState(context).registries, id) ?? null;
	try {
		return (await askOwnWebhook(context, address, { id, registry })).complaints;
	} catch (error) {
		context.logger.debug(`WARest Trigger: ${(error as Error).message}`);
		return [];
	}
}
