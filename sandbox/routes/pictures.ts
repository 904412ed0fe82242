import { Router } from 'express';
import { pathParameter } from '../parameters';
import type { World } from '../world/world';

/** Where WhatsApp serves profile pictures; without a key, like the real thing. */
export function pictureRoutes(world: World): Router {
	const routes = Router();
	routes.get('/:name', (req, res) => {
		const bytes = world.pictures.get(pathParameter(req, 'name'));
		if (!bytes) res.status(404).end();
		else if (bytes.toString('latin1', 1, 4) === 'PNG') res.type('image/png').send(bytes);
		else res.type('image/jpeg').send(bytes);
	});
	return routes;
}
