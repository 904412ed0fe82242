/** What the operator of a server can set for webhooks (docs/warest/webhooks.md#4-3, #5-3, #6-1, #7-1, #8). */
export interface WebhookSettings {
	/** `WAREST_WEBHOOK_TIMEOUT_MS`. */
	timeoutMs: number;
	/** `WAREST_WEBHOOK_RETRIES`: attempts after the first one. */
	retries: number;
	/** `WAREST_WEBHOOK_BACKOFF_MS`: the wait before the second attempt, doubled before each next one. */
	backoffMs: number;
	/** `WAREST_WEBHOOK_JITTER_MS`: at most this is added to each wait. */
	jitterMs: number;
	/** `WAREST_WEBHOOK_SIGNATURE_SHA2`, as the operator wrote it. */
	sha: string;
	/** `WAREST_WEBHOOK_ACTIONS_DELAY_MS`: the pause after an action that sends something. */
	actionsDelayMs: number;
	/** `WEBHOOK_DEFAULT_URL`, for sessions without a URL of their own. */
	defaultUrl: string;
	/** `WEBHOOK_DEFAULT_SECRET`. */
	defaultSecret: string;
	/** `WAREST_DOWNLOAD_MEDIA_RECEIVED`: whether the server keeps a copy of what arrives. */
	mirrorMedia: boolean;
	/** `WAREST_DOWNLOAD_MEDIA_ALLOW_MIMETYPES`. */
	mirroredTypes: string[];
	/** `WAREST_PUBLIC_URL`: where the server believes it is; null is `localhost` with its port. */
	publicUrl: string | null;
}

/** A server's defaults (docs/warest/webhooks.md#6-1, #8). */
export const lifelikeWebhooks: WebhookSettings = {
	timeoutMs: 10_000,
	retries: 3,
	backoffMs: 800,
	jitterMs: 299,
	sha: '256',
	actionsDelayMs: 1200,
	defaultUrl: '',
	defaultSecret: 'supersecret',
	mirrorMedia: true,
	mirroredTypes: ['image/', 'video/', 'audio/', 'text/plain', 'application/pdf'],
	publicUrl: null,
};

/** A server's defaults, without the waiting. */
export const instantWebhooks: WebhookSettings = {
	...lifelikeWebhooks,
	backoffMs: 0,
	jitterMs: 0,
	actionsDelayMs: 0,
};
