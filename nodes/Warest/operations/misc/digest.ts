import { choice } from '../../engine/fields';

/** What every build of the server knows; whatever else is entered, it refuses. */
const COMMON = [
	{ name: 'BLAKE2b-512', value: 'blake2b512' },
	{ name: 'BLAKE2s-256', value: 'blake2s256' },
	{ name: 'MD5', value: 'md5' },
	{ name: 'RIPEMD-160', value: 'ripemd160' },
	{ name: 'SHA-1', value: 'sha1' },
	{ name: 'SHA-224', value: 'sha224' },
	{ name: 'SHA-256', value: 'sha256' },
	{ name: 'SHA-384', value: 'sha384' },
	{ name: 'SHA-512', value: 'sha512' },
	{ name: 'SHA-512/224', value: 'sha512-224' },
	{ name: 'SHA-512/256', value: 'sha512-256' },
	{ name: 'SHA3-224', value: 'sha3-224' },
	{ name: 'SHA3-256', value: 'sha3-256' },
	{ name: 'SHA3-384', value: 'sha3-384' },
	{ name: 'SHA3-512', value: 'sha3-512' },
];
/** These two make no HMAC (docs/warest/misc.md#13). */
const forHash = { displayOptions: { show: { operation: ['cryptoHash'] } } };
const HASH_ONLY = [
	{ name: 'SHAKE128', value: 'shake128', ...forHash },
	{ name: 'SHAKE256', value: 'shake256', ...forHash },
];

type Output = 'base64' | 'base64url' | 'hex';

const algo = (options: typeof COMMON) =>
	choice({
		displayName: 'Algorithm',
		default: 'sha256',
		description: 'SHA-256 if not set. SHAKE is for Crypto Hash only.',
		options,
	});
const hashAlgo = algo([...COMMON, ...HASH_ONLY]);

/** See docs/warest/misc.md#12: of an unknown encoding the server makes an object instead of a text. */
const output = () =>
	choice<Output>({
		displayName: 'Output',
		default: 'hex',
		description: 'How the result is written. Hex if not set.',
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Base64 for URLs', value: 'base64url' },
			{ name: 'Hex', value: 'hex' },
		],
	});

export const hashOptions = () => ({ algo: hashAlgo, output: output() });
/** With the parameters of the other: the editor loads them once, and hides what makes no HMAC. */
export const hmacOptions = () => ({
	algo: { ...algo(COMMON), parameter: hashAlgo.parameter },
	output: output(),
});
