import { Router } from 'express';
import type { World } from '../world/world';
import { cryptoRoutes } from './misc-crypto';
import { decryptionRoutes } from './misc-decryption';
import { identifierRoutes } from './misc-identifiers';
import { mediaRoutes } from './misc-media';
import { peopleRoutes } from './misc-people';
import { qrRoutes } from './misc-qr';

/** The thirteen misc routes. */
export function miscRoutes(world: World): Router {
	const routes = Router();
	routes.use([
		peopleRoutes(world),
		decryptionRoutes(world),
		mediaRoutes(world),
		qrRoutes(world),
		cryptoRoutes(world),
		identifierRoutes(world),
	]);
	return routes;
}
