import { createHash, createHmac } from 'node:crypto';
import type { Hash, Hmac } from 'node:crypto';
import { Router } from 'express';
import type { Request } from 'express';
import { reply } from '../envelopes';
import { bytesOfInput } from '../tools/input';
import { presented } from '../tools/output';
import { miscText, miscValue } from '../tools/parameters';
import { tool } from '../tools/route';
import type { World } from '../world/world';

const inputOf = (req: Request) => miscValue(req, 'input', 'data', 'file', 'source');

const algorithmOf = (req: Request) =>
	(miscText(req, 'algo', 'algorithm') ?? 'sha256').toLowerCase();

/** An encoding that Node.js doesn't know leaves a Buffer (docs/warest/misc.md#12). */
function digested(hash: Hash | Hmac, req: Request): unknown {
	const output = (miscText(req, 'output') ?? 'hex').toLowerCase();
	const digest = hash.digest();
	return Buffer.isEncoding(output) ? digest.toString(output) : digest;
}

function attempt<Result>(make: () => Result): Result | null {
	try {
		return make();
	} catch {
		return null;
	}
}

const input = { label: 'input', paths: true };

/** Hash, HMAC and base64 (docs/warest/misc.md#12 to #14). */
export function cryptoRoutes(world: World): Router {
	const routes = Router();

	routes.post(
		'/crypto/hash',
		tool(async (req, res) => {
			const given = inputOf(req);
			if (given === null) return reply(res, 2001, 'input is required');
			const bytes = await bytesOfInput(given, input);
			const hash = attempt(() => createHash(algorithmOf(req)));
			if (!hash) return reply(res, 2002, 'Unsupported hash algorithm');
			reply(res, 1000, 'Hash generated', { data: digested(hash.update(bytes), req) });
		}),
	);

	routes.post(
		'/crypto/hmac',
		tool(async (req, res) => {
			const given = inputOf(req);
			const key = miscText(req, 'key', 'secret');
			if (given === null || key === null) return reply(res, 2001, 'input and key are required');
			const bytes = await bytesOfInput(given, input);
			const algorithm = algorithmOf(req);
			const refused = algorithm.startsWith('shake');
			const hmac = refused ? null : attempt(() => createHmac(algorithm, key));
			if (!hmac) return reply(res, 2002, 'Unsupported HMAC algorithm');
			reply(res, 1000, 'HMAC generated', { data: digested(hmac.update(bytes), req) });
		}),
	);

	routes.post(
		'/base64',
		tool(async (req, res) => {
			const action = (miscText(req, 'action') ?? 'encode').toLowerCase();
			const given = inputOf(req);
			if (given === null) return reply(res, 2001, 'input is required');
			if (action === 'encode') {
				const bytes = await bytesOfInput(given, { ...input, text: true });
				return reply(res, 1000, 'Encoded to base64', { data: bytes.toString('base64') });
			}
			if (action !== 'decode') return reply(res, 2002, 'action must be encode or decode');
			const bytes = await bytesOfInput(given, { ...input, paths: false });
			const made = { bytes, mimeType: 'application/octet-stream', extension: 'bin' };
			const { value, meta } = presented(world, made, miscText(req, 'output') ?? 'string');
			reply(res, 1000, 'Decoded from base64', { data: value, meta });
		}),
	);

	return routes;
}
