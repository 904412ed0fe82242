import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { bytesOf } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });

const run = runnerOf(current, 'misc');
const runAll = async (operation: string, parameters: object, inputs: string[]) =>
	await run(
		operation,
		{ ...parameters, input: '={{ $json.input }}' },
		{ items: inputs.map((input) => ({ json: { input } })) },
	);
const data = async (operation: string, parameters = {}) =>
	(await run(operation, parameters)).items[0]?.json.data;

/** Texts that the server takes for something else than text, or changes. */
const TRAPS = [
	'',
	'   ',
	'text',
	'hello world',
	' a ',
	'line\r\n',
	'abcdefghijklmnop',
	'HelloWorldHello12',
	'aGVsbG8gd29ybGQ=',
	'package.json',
	'/etc/passwd',
	'/srv/warest/example',
	'data:text/plain;base64,aGVsbG8=',
	'data:,YWJj',
	'{"type":"Buffer","data":[104]}',
	'[object Object]',
	'héllo 世界 🎉',
	'\u0000\ufeff',
	'0',
];

/** An address that the sandbox would be seen to answer. */
const watched = () => `${current.sandbox.url}/api/v1/server/ping`;

const nothingFetched = () => expect(reached(current.sandbox, /server\/ping/)).toEqual([]);

describe('Crypto Hash', () => {
	it.each([
		['md5', 'hex', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
		['sha1', 'hex', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
		['sha256', 'base64', 'abc', 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
		['sha256', 'hex', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['md5', 'base64url', 'hello world', 'XrY7u-Ae7tCTyyK7j1rNww'],
		['sha224', 'hex', 'hello world', '2f05477fc24bb4faefd86517156dafdecec45b8ad3cf2522a563582b'],
		['ripemd160', 'hex', 'hello world', '98c615784ccb5fe5936fbc0cbe9dfdb408d92f0f'],
		['shake128', 'hex', 'hello world', '3a9159f071e4dd1c8c4f968607c30942'],
		[
			'sha3-256',
			'hex',
			'hello world',
			'644bcc7e564373040999aac89e7622f3ca71fba1d972fd94a31c3bfbf24e3938',
		],
		[
			'sha256',
			'hex',
			'héllo 世界 🎉',
			'1f7e17e58b977f7b3f758253fc72afd547c15aa293a0a12f35f6de8b2f1ab3ea',
		],
	])('%s as %s of %p is the true one', async (algo, output, input, digest) => {
		expect(await data('cryptoHash', { input, options: { algo, output } })).toBe(digest);
	});

	it('of any text is the true one, whatever the text looks like', async () => {
		const inputs = [...TRAPS, watched()];
		const { items, error } = await runAll('cryptoHash', {}, inputs);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.data)).toEqual(
			inputs.map((input) => createHash('sha256').update(input, 'utf8').digest('hex')),
		);
		nothingFetched();
	});

	it('of any text at all is the true one', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 8, maxLength: 8 }),
				async (inputs) => {
					const { items } = await runAll('cryptoHash', { options: { algo: 'sha1' } }, inputs);
					expect(items.map(({ json }) => json.data)).toEqual(
						inputs.map((input) => createHash('sha1').update(input, 'utf8').digest('hex')),
					);
				},
			),
			{ numRuns: 10 },
		);
	});

	it('takes numbers as they are written, and refuses what is no text', async () => {
		expect(await data('cryptoHash', { input: '={{ 12345678 }}' })).toBe(
			createHash('sha256').update('12345678').digest('hex'),
		);
		const { error } = await run('cryptoHash', { input: '={{ { a: 1 } }}' });
		expect(error?.message).toBe(`'Input' is not a single text: "{"a":1}"`);
		const missing = await run('cryptoHash', { input: '={{ $json.nothing }}' });
		expect(missing.error?.message).toBe("'Input' is not there");
	});

	it('refuses a text that no request can hold, before it is sent', async () => {
		const fits = 'a'.repeat(1_500_000);
		expect(await data('cryptoHash', { input: fits })).toBe(
			createHash('sha256').update(fits).digest('hex'),
		);
		const { error } = await run('cryptoHash', { input: `${fits}a` });
		expect(error).toMatchObject({
			message: expect.stringMatching(/^'Input' is too long: "aaa/),
			description: expect.stringContaining('1.5 MB'),
		});
		expect(reached(current.sandbox, /hash$/)).toHaveLength(1);
	});

	it.each([{ algo: 'whirlpool' }, { output: 'latin1' }])(
		'refuses %p, of which the server would make an error or no text',
		async (options) => {
			const { error } = await run('cryptoHash', { input: 'a', options });
			expect(error?.message).toMatch(/is not one of its values/);
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);
});

describe('Crypto HMAC', () => {
	const RFC = 'what do ya want for nothing?';

	it.each([
		[
			'sha256',
			'hex',
			'Jefe',
			RFC,
			'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
		],
		['md5', 'hex', 'Jefe', RFC, '750c783e6ab0b503eaa86e310a5db738'],
		['md5', 'base64url', 'secret', 'hello world', 'eNaZexIw845ZttFkLfqjpA'],
		['sha1', 'hex', 'secret', 'hello world', '03376ee7ad7bbfceee98660439a4d8b125122a5a'],
		[
			'sha256',
			'hex',
			'secret',
			'',
			'f9e66e179b6747ae54108f82f8ade8b3c25d76fd30afde6c395822c530196169',
		],
		[
			'sha256',
			'hex',
			'ключ',
			'hello world',
			'c8151363f0cbd2124f798dbe9a1d312190b250334cca1d5d46f1d38a8b0930f3',
		],
	])('%s as %s with key %p is the true one', async (algo, output, key, input, digest) => {
		expect(await data('cryptoHmac', { input, key, options: { algo, output } })).toBe(digest);
	});

	it('of any text is the true one, whatever the text looks like', async () => {
		const inputs = [...TRAPS, watched()];
		const { items } = await runAll('cryptoHmac', { key: 'package.json' }, inputs);
		expect(items.map(({ json }) => json.data)).toEqual(
			inputs.map((input) => createHmac('sha256', 'package.json').update(input).digest('hex')),
		);
		nothingFetched();
	});

	it.each([' secret', 'secret\n', '\tsecret'])(
		'refuses the key %p, which the server would cut, and does not show it',
		async (key) => {
			const { error } = await run('cryptoHmac', { input: 'a', key });
			expect(error?.message).toBe("'Key' begins or ends with a space or a line break");
			expect(`${error?.message}${error?.description}`).not.toContain('secret');
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it('needs a key, and an algorithm that can have one', async () => {
		expect((await run('cryptoHmac', { input: 'a', key: '={{ "" }}' })).error?.message).toBe(
			"'Key' is empty",
		);
		const { error } = await run('cryptoHmac', {
			input: 'a',
			key: 'k',
			options: { algo: 'shake128' },
		});
		expect(error?.message).toBe(`'Algorithm' is not one of its values: "shake128"`);
	});
});

describe('Base64 Helper', () => {
	it('encodes any text as it stands, whatever it looks like', async () => {
		const inputs = [...TRAPS, watched()];
		const { items } = await runAll('base64', { action: 'encode' }, inputs);
		expect(items.map(({ json }) => json.data)).toEqual(
			inputs.map((input) => Buffer.from(input, 'utf8').toString('base64')),
		);
		nothingFetched();
	});

	it('decodes what it encoded', async () => {
		const encoded = TRAPS.map((text) => Buffer.from(text, 'utf8').toString('base64'));
		const { items } = await runAll('base64', { action: 'decode' }, encoded);
		expect(items.map(({ json }) => json.data)).toEqual(TRAPS);
	});

	it.each(['SGVsbG8', 'SGVs\nbG8=', 'data:text/plain;base64,SGVsbG8='])(
		'decodes %p too',
		async (input) => expect(await data('base64', { action: 'decode', input })).toBe('Hello'),
	);

	it('gives every byte of what is no text as a file, and does not spoil it as text', async () => {
		const bytes = Buffer.from([0xff, 0x00, 0x10, 0x80]);
		for (const input of [bytes.toString('base64'), bytes.toString('base64url')]) {
			const { items } = await run('base64', {
				action: 'decode',
				input,
				options: { decodeTo: 'binary', outputPropertyName: 'file' },
			});
			expect(items[0].json).toEqual({
				action: 'decode',
				mimeType: 'application/octet-stream',
				size: 4,
			});
			const file = items[0].binary?.file;
			expect(file).toMatchObject({ fileName: 'decoded.bin' });
			expect(file && (await bytesOf(file))).toEqual(bytes);
		}
		const { error } = await run('base64', { action: 'decode', input: bytes.toString('base64') });
		expect(error).toMatchObject({
			message: "'Input' decodes to data that isn't text",
			description: expect.stringContaining('Binary File'),
		});
	});

	it('names a decoded file after what it is', async () => {
		const { items } = await run('base64', {
			action: 'decode',
			input: current.binary.data.data,
			options: { decodeTo: 'binary' },
		});
		expect(items[0].binary?.data).toMatchObject({ fileName: 'decoded.png', mimeType: 'image/png' });
	});

	it.each(['!!!!', 'http://127.0.0.1:1/x', 'SGVsb', 'package.json', 'data:,Hello'])(
		'refuses to decode %p, which is no base64',
		async (input) => {
			const { error } = await run('base64', { action: 'decode', input });
			expect(error?.message).toBe(`'Input' is not base64: "${input}"`);
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);
});
