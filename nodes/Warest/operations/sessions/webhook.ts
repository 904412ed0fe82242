import { NodeError, type IDataObject } from 'n8n-workflow';
import type { Api } from '../../../transport/api';
import { withoutLogin } from '../../../transport/base-url';
import { outcomeOf } from '../../../transport/failures/errors';
import { SHORTEST_SECRET, WEBHOOK_HIDDEN_MS } from '../../../transport/server-facts';
import { addHint } from '../../../transport/failures/user-error';
import { configure, storedWebhook } from '../../../webhook/stored';

/** So long after a start an empty webhook is taken for one that the server hides. */
const SHOWN_EMPTY_MS = 3 * WEBHOOK_HIDDEN_MS;

/** What sessions had before a start, until it is set again, by server and session. */
const beforeStart = new Map<string, { webhook: IDataObject; until: number }>();

function remember(key: string, webhook: IDataObject): void {
	const now = Date.now();
	for (const [other, { until }] of beforeStart) if (until < now) beforeStart.delete(other);
	beforeStart.set(key, { webhook, until: now + SHOWN_EMPTY_MS });
}

/** Whether the server would deliver events to it. */
const delivers = (webhook: IDataObject | null): webhook is IDataObject =>
	(webhook?.webhookUrl ?? '') !== '' &&
	String(webhook?.webhookSecret ?? '').length >= SHORTEST_SECRET;

/**
 * Runs `start`, which begins a new connection of the session, and gives the session its webhook back: the
 * server forgets to use it after such a start (docs/warest/sessions.md#s6, "Loss and revival"). Where that
 * fails, who tries again is told an empty webhook by the server; what it was before is remembered for that.
 */
export async function keepingWebhook<T>(
	api: Api,
	sessionId: string,
	start: () => Promise<T>,
): Promise<T> {
	const key = api.derive(`webhook of ${sessionId} at ${api.address}`);
	const stored = await storedWebhook(api, sessionId);
	const remembered = beforeStart.get(key);
	const webhook = delivers(stored)
		? stored
		: remembered && remembered.until > Date.now()
			? remembered.webhook
			: null;
	if (!webhook) return await start();
	const giveBack = async () => {
		const { webhookUrl, webhookSecret } = webhook;
		// To set what was set already does no harm, so it may be repeated.
		await api.send({ ...configure(sessionId, { webhookUrl, webhookSecret }), changes: false });
		beforeStart.delete(key);
	};
	remember(key, webhook);
	const starting = start();
	const failed = await starting.then(
		() => null,
		(error: unknown) => ({ error }),
	);
	if (failed) {
		// It may have begun all the same.
		if (outcomeOf(failed.error) === 'unknown') await giveBack().catch(() => {});
		remember(key, webhook);
		return await starting;
	}
	await giveBack().catch((error: Error) => {
		remember(key, webhook);
		throw notGivenBack(error, sessionId, String(webhook.webhookUrl));
	});
	return await starting;
}

/** The error for a session that was started, and will deliver no events. */
function notGivenBack(error: Error, sessionId: string, url: string): Error {
	if (!(error instanceof NodeError)) return error;
	error.message = `Session '${sessionId}' was started, but its webhook couldn't be restored. ${error.message}`;
	addHint(
		error,
		`No events are delivered to ${withoutLogin(url)} until you run this again, or set it with Sessions → Update Session Config.`,
	);
	return error;
}
