import { webhookSecret } from './ids';
import type { Session, WebhookConfig } from './types';

const restoreMs = 5000;
/** With a shorter secret no event is ever delivered (docs/warest/webhooks.md#1-2). */
export const shortestGoodSecret = 6;

/** What create and config show; for some seconds not what is stored (docs/warest/sessions.md#s6). */
export function shownWebhook({ webhook }: Session, now: number): WebhookConfig {
	const { shown, stored } = webhook;
	return shown && now < shown.until ? shown.config : stored;
}

export interface WebhookChange {
	/** Undefined keeps the URL, `''` clears it. */
	url: string | undefined;
	/** Null keeps the secret, unless a URL comes without one. */
	secret: string | null;
}

/** The config after a change, with a secret made up where the server makes one up. */
export function changedWebhook(
	current: WebhookConfig,
	{ url, secret }: WebhookChange,
): WebhookConfig {
	const changed = { url: url ?? current.url, secret: secret ?? current.secret };
	if (secret !== null || url === undefined) return changed;
	const keepsSecret = url === '' && current.secret.length >= shortestGoodSecret;
	return keepsSecret ? changed : { ...changed, secret: webhookSecret() };
}

/**
 * Saves a config. Clearing the URL stops the running session, but the database keeps the old URL and
 * shows it again 5 s later (docs/warest/sessions.md#s6, "Loss and revival" 3).
 */
export function saveWebhook(session: Session, config: WebhookConfig, now: number) {
	const { stored } = session.webhook;
	const cleared = config.url === '' && stored.url !== '';
	session.webhook = cleared
		? {
				stored: { url: stored.url, secret: config.secret },
				shown: { config, until: now + restoreMs },
			}
		: { stored: config, shown: null };
	if (session.runtime) session.runtime.webhook = config;
}
