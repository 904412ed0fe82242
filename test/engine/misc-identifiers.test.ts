import { reached, useSandbox } from '../support/sandbox';
import { runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });

const run = runnerOf(current, 'misc');
const generate = async (options: object) => await run('uuidGenerate', { options });
const ids = async (options: object) => (await generate(options)).items.map(({ json }) => json.id);
const body = () => reached(current.sandbox, /generate$/).at(-1)?.body;

describe('Generate UUID/ULID', () => {
	it.each([
		['v3', 'dns', 'example.com', '9073926b-929f-31c2-abc9-fad77ae3e8eb'],
		['v5', 'DNS', 'example.com', 'cfbff0d1-9375-5685-968c-48ce8b15ae17'],
		['v3', 'url', 'https://example.com/', 'b9dcdff8-af4a-365d-8043-0f8361942709'],
		[
			'v5',
			'6BA7B811-9DAD-11D1-80B4-00C04FD430C8',
			'https://example.com/',
			'dd2c1780-811a-5296-81c5-178a0ef488bc',
		],
		['v5', 'dns', 'héllo 世界', '9c9498f2-d5b1-54d5-a651-09f220dff7b3'],
		['v5', '00000000-0000-0000-0000-000000000000', 'a', '35b65f33-a679-5e76-af3c-273ea349ede4'],
	])('version %s of %p and %p', async (version, namespace, name, id) => {
		expect(await ids({ version, namespace, name })).toEqual([id]);
	});

	it('makes as many as asked for, one item each, all different', async () => {
		const made = await ids({ count: 100 });
		expect(new Set(made).size).toBe(100);
		expect(made.every((id) => /^[\da-f]{8}-[\da-f]{4}-4/.test(String(id)))).toBe(true);
		expect(await ids({ version: 'nil' })).toEqual(['00000000-0000-0000-0000-000000000000']);
		const { items } = await generate({ type: 'ulid', count: 2 });
		expect(items.map(({ json }) => json)).toEqual(
			Array(2).fill({ id: expect.stringMatching(/^[\dA-Z]{26}$/), type: 'ulid', version: null }),
		);
	});

	it.each(['5', 'V5', 'v6', 'v7', 'uuid4'])(
		'refuses version %p, of which the server would make 4',
		async (version) => {
			const { error } = await generate({ version });
			expect(error).toMatchObject({
				message: `'Version' is not one of its values: "${version}"`,
				description: 'It takes one of: nil, v1, v3, v4, v5.',
			});
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it.each([0, 101, 1000, 2.5, -1, 'many'])(
		'refuses to make %p, which the server would change',
		async (count) => {
			const { error } = await generate({ count });
			expect(error?.message).toMatch(/^'Count' is (out of range|not a whole number)/);
			expect(error?.description).toContain('from 1 to 100');
			expect(current.sandbox.requests).toHaveLength(0);
		},
	);

	it.each([
		[{ version: 'v5', name: 'a' }, 'A UUID of version v5 is made of a namespace and a name'],
		[{ version: 'v3', namespace: 'dns' }, 'A UUID of version v3 is made of a namespace and a name'],
		[{ version: 'v5', namespace: 'web', name: 'a' }, `'Namespace' is not a UUID: "web"`],
		[
			{ version: 'v5', namespace: 'dns', name: ' example.com' },
			`'Name' begins or ends with a space: " example.com"`,
		],
	])('refuses %p', async (options, message) => {
		const { error } = await generate(options);
		expect(error?.message).toBe(message);
		expect(current.sandbox.requests).toHaveLength(0);
	});

	it('writes a ULID in a pattern, and refuses one with too many places', async () => {
		const pattern = 'xxxxxxxxxx-xxxxxxxxxxxxxxxx';
		expect(await ids({ type: 'ulid', format: pattern })).toEqual([
			expect.stringMatching(/^[\dA-Z]{10}-[\dA-Z]{16}$/),
		]);
		for (const format of [`${pattern}x`, 'no place']) {
			const { error } = await generate({ type: 'ulid', format });
			expect(error?.message).toBe(`'Format' does not have 1 to 26 places: "${format}"`);
		}
	});

	it('sends only what belongs together', async () => {
		await generate({ type: 'ulid', version: 'v5', namespace: 'dns', name: 'a' });
		expect(body()).toEqual({ type: 'ulid' });
		await generate({ version: 'v4', namespace: 'dns', name: 'a', format: 'xx' });
		expect(body()).toEqual({ type: 'uuid', version: 'v4' });
	});
});

describe('Validate UUID/ULID', () => {
	it.each([
		['cfbff0d1-9375-5685-968c-48ce8b15ae17', 'uuid', true, 'v5'],
		['CFBFF0D1-9375-4685-A68C-48CE8B15AE17 ', 'uuid', true, 'v4'],
		['00000000-0000-0000-0000-000000000000', 'uuid', true, 'v0'],
		['0190a6d8-5c1e-7b5a-8d3f-1f2e3d4c5b6a', 'uuid', true, 'v7'],
		['1ef21d2f-1207-6660-8c4f-419efbd44d48', 'uuid', true, 'v6'],
		['ffffffff-ffff-ffff-ffff-ffffffffffff', 'uuid', true, 'max'],
		['cfbff0d1-9375-5685-068c-48ce8b15ae17', 'uuid', false, null],
		['cfbff0d193755685968c48ce8b15ae17', 'uuid', false, null],
		['hello', 'uuid', false, null],
		['01ARZ3NDEKTSV4RRFFQ69G5FAV', 'ulid', true, null],
		['01arz3ndektsv4rrffq69g5fav', 'ulid', true, null],
		['81ARZ3NDEKTSV4RRFFQ69G5FAV', 'ulid', false, null],
		['01ARZ3NDEKTSV4RRFFQ69G5FAU', 'ulid', false, null],
	])('%p is a %s: %p, %p', async (value, type, isValid, version) => {
		const { items } = await run('uuidValidate', { value });
		expect(items[0].json).toEqual({ value: value.trim(), isValid, type, version });
	});

	it('checks it against what it should be', async () => {
		const { items } = await run('uuidValidate', {
			value: 'cfbff0d1-9375-5685-968c-48ce8b15ae17',
			options: { type: 'ulid' },
		});
		expect(items[0].json).toMatchObject({ isValid: false, type: 'ulid', version: null });
	});
});
