import type { User } from './authentication';
import { isSuccess, post } from './webhooks/post';
import { preflightRequest } from './webhooks/request';
import type { Session, WebhookConfig } from './world/types';
import type { World } from './world/world';

export interface PreflightResult {
	target: string;
	ok: boolean;
	status?: number;
	error?: string;
	roundTripMs: number;
}

/**
 * One POST to the webhook's URL; any 2xx is success. The breaker neither stops it nor learns of it
 * (docs/warest/sessions.md#s6, docs/warest/webhooks.md#3).
 */
export async function preflight(
	world: World,
	session: Session,
	user: Pick<User, 'username'> | undefined,
	{ url, secret }: WebhookConfig,
): Promise<PreflightResult> {
	const { body, headers } = preflightRequest({
		session,
		ts: world.now(),
		key: { secret, username: user?.username ?? null, sha: world.signatureSha() },
	});
	const begun = Date.now();
	const { preflightMs: timeoutMs } = world.behaviour;
	const { status, error } = await post(url, body, { headers, timeoutMs });
	const timing = { target: url, roundTripMs: Date.now() - begun };
	return status === null
		? { ...timing, ok: false, error }
		: { ...timing, ok: isSuccess(status), status };
}
