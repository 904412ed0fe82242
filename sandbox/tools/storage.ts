import { Router } from 'express';
import { ulid } from '../world/ids';
import type { World } from '../world/world';

/** A file that anybody may fetch who knows its address (docs/warest/misc.md#1-6). */
export interface StoredFile {
	bytes: Buffer;
	mimeType: string;
	/** Milliseconds; null for those that stay. */
	expiresAt: number | null;
}

const temporaryMs = 300_000;

const keyOf = (world: World, folder: string, extension: string) => {
	const now = world.now();
	const day = new Date(now).toISOString().slice(0, 10);
	return `${folder}/${day}/${ulid(now).toLowerCase()}.${extension}`;
};

/** Keeps a file in the private storage, which HTTP can't reach: only its key remains. */
export const keepPrivate = (world: World, extension: string) => keyOf(world, 'misc', extension);

/** Keeps a file in the public storage; returns its key and when it expires. */
export function keepPublic(
	world: World,
	{ bytes, mimeType, extension }: { bytes: Buffer; mimeType: string; extension: string },
	temporary = false,
): { key: string; expiresAt: number | null } {
	const key = keyOf(world, temporary ? 'misc/temp' : 'misc', extension);
	const expiresAt = temporary ? world.now() + temporaryMs : null;
	world.stored.set(key, { bytes, mimeType, expiresAt });
	return { key, expiresAt };
}

/** `GET /storages/…`: no key needed. What isn't there is Express's own 404. */
export function storageRoutes(world: World): Router {
	const routes = Router();
	routes.get('/{*key}', (req, res, next) => {
		const key = req.path.slice(1);
		const file = world.stored.get(key);
		if (!file || (file.expiresAt ?? Infinity) <= world.now()) return next();
		res.set('Cache-Control', 'public, max-age=86400');
		res.type(file.mimeType).send(file.bytes);
	});
	return routes;
}
