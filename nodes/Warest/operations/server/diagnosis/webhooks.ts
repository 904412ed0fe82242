import type { Api } from '../../../../transport/api';
import { holderOf, type Holder } from '../../../../webhook/holder';
import { configIn, storedWebhook } from '../../../../webhook/stored';
import { failed, type Row } from './row';

/** A session whose webhook a workflow of this n8n has. */
export interface Heard {
	sessionId: string;
	address: string;
}

const ADVICE: Record<Holder['who'], string> = {
	thisN8n:
		"A workflow with another WARest account has it, or its 'Secret' was entered by hand: then compare the secret.",
	nobody: 'If a workflow is to start with its messages, publish one with a WARest Trigger.',
	otherN8n:
		'If a workflow of this n8n is to get its messages, unpublish the one in the other n8n, or let the WARest Trigger here replace it.',
	program:
		'If a workflow of n8n is to get its messages, let its WARest Trigger replace the webhook: the other program gets nothing then.',
};

/** Who has the webhook of a session. */
export async function webhook(
	sessionId: string,
	n8n: string,
	api: Api,
): Promise<{ row: Row; heard: Heard | null }> {
	const check = `Webhook of '${sessionId}'`;
	try {
		const { who, words, address, isRegistered } = holderOf(
			configIn((await storedWebhook(api, sessionId)) ?? {}),
			n8n,
			api,
		);
		const result = address === null ? words : `${words} (${address})`;
		const isOurs = who === 'thisN8n' && isRegistered;
		return {
			row: {
				check,
				status: isOurs ? 'ok' : 'warning',
				result,
				advice: isOurs ? null : ADVICE[who],
			},
			heard: isOurs && address !== null ? { sessionId, address } : null,
		};
	} catch (error) {
		return { row: failed(check, error), heard: null };
	}
}
