import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { readByPost, post, type Call } from '../transport/call';
import { path } from '../transport/path';
import { UNKNOWN_SESSION } from '../transport/server-facts';
import type { WebhookConfig } from './address';

/** The stored webhook of a session, empty texts when it has none; null for a session that doesn't exist. */
export async function storedWebhook(api: Api, sessionId: string): Promise<IDataObject | null> {
	const { status, results } = await api.send({
		...readByPost(path`/session/${sessionId}/config`, {}),
		accepts: [UNKNOWN_SESSION],
	});
	return status === 404 ? null : (results[0] ?? {});
}

/** Sets what `body` names of the webhook of a session. */
export function configure(sessionId: string, body: IDataObject): Call {
	return { ...post(path`/session/${sessionId}/config`, body), session: sessionId };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Address and secret in what {@link storedWebhook} gives. */
export const configIn = ({ webhookUrl, webhookSecret }: IDataObject): WebhookConfig => ({
	url: text(webhookUrl),
	secret: text(webhookSecret),
});

/**
 * Whether a session may have got a new connection after `since`, from the items of `GET /session/list`: the server
 * tells a number of milliseconds only once that connection was open (docs/warest/sessions.md#s7).
 */
export function hasJustConnected(
	sessionId: string,
	sessions: IDataObject[],
	since: number,
): boolean {
	const { lastConn } = sessions.find(({ id }) => id === sessionId) ?? {};
	return typeof lastConn !== 'number' || lastConn >= since;
}
