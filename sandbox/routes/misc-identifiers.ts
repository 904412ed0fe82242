import { Router } from 'express';
import { reply } from '../envelopes';
import { miscText, miscValue } from '../tools/parameters';
import { ulidOf, uuidOf, validated } from '../tools/identifiers';
import { tool } from '../tools/route';
import type { World } from '../world/world';

const maxCount = 100;

function countOf(given: unknown): number {
	const count = Math.ceil(Number(given ?? 1));
	return Number.isNaN(count) ? 1 : Math.min(maxCount, Math.max(1, count));
}

/** UUIDs and ULIDs (docs/warest/misc.md#10, #11). */
export function identifierRoutes(world: World): Router {
	const routes = Router();

	routes.post(
		'/uuid/generate',
		tool((req, res) => {
			const isUlid = miscText(req, 'type')?.toLowerCase() === 'ulid';
			const version = (miscText(req, 'version') ?? 'v4').toLowerCase();
			const [namespace, name, format] = ['namespace', 'name', 'format'].map((each) =>
				miscText(req, each),
			);
			const now = world.now();
			const one = () => (isUlid ? ulidOf(format, now) : uuidOf({ version, namespace, name, now }));
			try {
				const data = Array.from({ length: countOf(miscValue(req, 'count')) }, one);
				reply(res, 1000, 'Identifiers generated', { data });
			} catch (error) {
				reply(res, 2002, (error as Error).message);
			}
		}),
	);

	routes.post(
		'/uuid/validate',
		tool((req, res) => {
			const value = miscText(req, 'value');
			if (value === null) return reply(res, 2001, 'value is required');
			const type = miscText(req, 'type')?.toLowerCase() === 'ulid' ? 'ulid' : 'uuid';
			reply(res, 1000, 'Validation complete', { data: validated(value, type) });
		}),
	);

	return routes;
}
