import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { User } from './authentication';
import type { Session, WebhookConfig } from './world/types';
import type { World } from './world/world';

export interface PreflightResult {
	target: string;
	ok: boolean;
	status?: number;
	error?: string;
	roundTripMs: number;
}

/** One POST to the webhook's URL; any 2xx is success (sessions-server S6). */
export async function preflight(
	world: World,
	session: Session,
	user: User,
	{ url, secret }: WebhookConfig,
): Promise<PreflightResult> {
	const ts = world.now();
	const body = JSON.stringify({
		event: 'preflight',
		data: { ping: true },
		ts,
		session: {
			id: session.id,
			label: session.id,
			registry: session.owner,
			username: user.username,
		},
	});
	const signature = createHmac('sha256', secret + user.username)
		.update(body)
		.digest('hex');
	const headers = {
		'Content-Type': 'application/json',
		'X-WAREST-Preflight': '1',
		'X-WAREST-Event': 'preflight',
		'X-WAREST-Signature': `HMAC-SHA256=${signature}`,
		'X-WAREST-Signature-Alg': 'HMAC-SHA256',
		'X-WAREST-Timestamp': String(ts),
		'X-WAREST-Session': session.id,
		'X-WAREST-Registry': session.owner,
		'X-WAREST-Label': session.id,
		'X-WAREST-Username': user.username,
		'X-WAREST-Version': '1',
	};
	const begun = Date.now();
	const timing = () => ({ target: url, roundTripMs: Date.now() - begun });
	try {
		const { status } = await axios.post<unknown>(url, body, {
			headers,
			timeout: world.behaviour.preflightMs,
			validateStatus: () => true,
			proxy: false,
		});
		const ok = status >= 200 && status <= 299;
		return { ...timing(), ok, status };
	} catch (error) {
		return {
			...timing(),
			ok: false,
			error: error instanceof Error ? error.message : String(error),
		};
	}
}
