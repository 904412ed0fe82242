import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ulid } from '../world/ids';

const uuidPattern = /^[\da-f]{8}-[\da-f]{4}-[0-5][\da-f]{3}-[089ab][\da-f]{3}-[\da-f]{12}$/i;
const validPattern = /^[\da-f]{8}-[\da-f]{4}-([1-5])[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const nil = '00000000-0000-0000-0000-000000000000';

const written = (bytes: Buffer) =>
	bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

function stamped(bytes: Buffer, version: number): string {
	bytes[6] = (bytes[6] & 0x0f) | (version << 4);
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	return written(bytes);
}

/** Hundreds of nanoseconds since 1582, in the order of version 1. */
function timeUuid(now: number): string {
	const time = (BigInt(Math.floor(now)) + 12_219_292_800_000n) * 10_000n;
	const hex = time.toString(16).padStart(16, '0');
	const fields = hex.slice(8) + hex.slice(4, 8) + hex.slice(0, 4);
	return stamped(Buffer.concat([Buffer.from(fields, 'hex'), randomBytes(8)]), 1);
}

function namedUuid(namespace: string, name: string, algorithm: string, version: number): string {
	const hash = createHash(algorithm).update(Buffer.from(namespace.replaceAll('-', ''), 'hex'));
	return stamped(hash.update(name, 'utf8').digest(), version);
}

interface Wishes {
	version: string;
	namespace: string | null;
	name: string | null;
	now: number;
}

/**
 * A UUID; any version that the server doesn't know becomes 4. Throws the server's message about a bad name (docs/warest/misc.md#10).
 */
export function uuidOf({ version, namespace, name, now }: Wishes): string {
	if (version === 'nil') return nil;
	if (version === 'v1') return timeUuid(now);
	if (version !== 'v3' && version !== 'v5') return randomUUID();
	if (!namespace || !name) throw new Error(`namespace and name required for ${version}`);
	if (!uuidPattern.test(namespace)) throw new Error('Invalid UUID');
	return version === 'v3'
		? namedUuid(namespace, name, 'md5', 3)
		: namedUuid(namespace, name, 'sha1', 5);
}

/** A ULID, its characters put one after the other into the places of a pattern. */
export function ulidOf(format: string | null, now: number): string {
	const characters = [...ulid(now)];
	if (format === null) return characters.join('');
	return format.replace(/x/gi, () => characters.shift() ?? '');
}

/** What the server says about an identifier (docs/warest/misc.md#11). */
export function validated(value: string, type: 'ulid' | 'uuid') {
	if (type === 'ulid') {
		const isValid = /^[0-9A-HJKMNP-TV-Z]{26}$/i.test(value);
		return { isValid, type, version: null };
	}
	const [, version] = validPattern.exec(value) ?? [];
	const known = version ? `v${version}` : value === nil ? 'v0' : null;
	return { isValid: known !== null, type, version: known };
}
