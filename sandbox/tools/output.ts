import type { World } from '../world/world';
import { keepPrivate, keepPublic } from './storage';

export interface Made {
	bytes: Buffer;
	/** What the answer says it is. */
	mimeType: string;
	extension: string;
}

interface Presented {
	value: string;
	meta: Record<string, unknown>;
}

/** A result in the form that was asked for; an unknown one is base64 (docs/warest/misc.md#1-6). */
export function presented(world: World, made: Made, asked: string): Presented {
	const mode = asked.toLowerCase();
	const { bytes, mimeType, extension } = made;
	const meta = { mode, mimeType, size: bytes.length };
	if (mode === 'url') {
		const { key } = keepPublic(world, made);
		const url = `/storages/${key}`;
		return { value: url, meta: { ...meta, key, url } };
	}
	if (mode === 'file') {
		const key = keepPrivate(world, extension);
		return { value: key, meta: { ...meta, key, url: null } };
	}
	const base64 = bytes.toString('base64');
	if (mode === 'dataurl') return { value: `data:${mimeType};base64,${base64}`, meta };
	return { value: mode === 'string' ? bytes.toString('utf8') : base64, meta };
}
