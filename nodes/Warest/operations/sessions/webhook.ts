import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../transport/api';
import { lookUp, post, type Call } from '../../../transport/call';
import { path } from '../../../transport/path';
import { SHORTEST_SECRET } from '../../../transport/server-facts';

/** The stored webhook of a session, empty texts when it has none; null for a session that doesn't exist. */
export async function storedWebhook(api: Api, sessionId: string): Promise<IDataObject | null> {
	const { status, results } = await api.send({
		...lookUp(path`/session/${sessionId}/config`, {}),
		accepts: ['404/1101'],
	});
	return status === 404 ? null : (results[0] ?? {});
}

/** Sets what `body` names of the webhook of a session. */
export function configure(sessionId: string, body: IDataObject): Call {
	return { ...post(path`/session/${sessionId}/config`, body), session: sessionId };
}

/**
 * Runs `start`, which begins a new connection of the session, and gives the session its webhook back: the
 * server forgets to use it after such a start (contract sessions-server S6, "Loss and revival").
 */
export async function keepingWebhook<T>(
	api: Api,
	sessionId: string,
	start: () => Promise<T>,
): Promise<T> {
	const { webhookUrl = '', webhookSecret = '' } = (await storedWebhook(api, sessionId)) ?? {};
	const started = await start();
	const delivers = webhookUrl !== '' && String(webhookSecret).length >= SHORTEST_SECRET;
	if (delivers) {
		await api.send(configure(sessionId, { webhookUrl, webhookSecret }));
	}
	return started;
}
