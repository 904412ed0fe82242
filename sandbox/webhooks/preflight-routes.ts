import { Router } from 'express';
import type { User } from '../authentication';
import { refuse } from '../envelopes';
import { bodyOf, textOf } from '../parameters';
import { preflight } from '../preflight';
import type { World } from '../world/world';

const textsOf = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((text) => textOf(text) ?? []);

/**
 * `POST /api/webhooks/preflight`: tries URLs without storing them. The outer `ok` is true, however
 * it ended, and any key may name any session that is loaded (docs/warest/webhooks.md#2).
 */
export function preflightRoutes(world: World, users: User[]): Router {
	const routes = Router();
	routes.post('/preflight', async (req, res) => {
		const body = bodyOf(req);
		const urls = textsOf(body.url);
		const [secret] = textsOf(body.secret);
		if (urls.length === 0 || secret === undefined) {
			return refuse(res, 400, 'url and secret required');
		}
		const session = world.sessions.get(textOf(body.sessionId) ?? '');
		if (!session?.runtime) return refuse(res, 404, 'Session not found');
		const owner = users.find(({ registry }) => registry === session.owner);
		const results = await Promise.all(
			urls.map((url) => preflight(world, session, owner, { url, secret })),
		);
		res.json({ ok: true, results });
	});
	return routes;
}
