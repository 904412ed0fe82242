import type { INodeParameters } from 'n8n-workflow';
import { Warest } from '../../nodes/Warest/Warest.node';
import { useSandbox } from '../support/sandbox';
import { byId, runWarest, type Conditions } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });
/** The session's own number. */
const OWN = '6281100000001';

/** All operations, from what the editor is told. */
const operations = new Warest().description.properties
	.filter(({ name, type }) => name === 'operation' && type === 'options')
	.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation: 'value' in option ? String(option.value) : '',
		})),
	);

it('every operation has a case, and every case an operation', () => {
	const named = Object.entries(cases).flatMap(([resource, ofResource]) =>
		Object.keys(ofResource).map((operation) => ({ resource, operation })),
	);
	const sorted = (list: object[]) => list.map((entry) => JSON.stringify(entry)).sort();
	expect(sorted(named)).toEqual(sorted(operations));
});

const withCase = operations.filter(
	({ resource, operation }) => cases[resource]?.[operation] !== undefined,
);

/** The values of a key wherever it stands. */
const valuesOf = (key: string, value: unknown): unknown[] =>
	typeof value !== 'object' || value === null
		? []
		: Object.entries(value).flatMap(([name, each]) =>
				name === key ? [each] : valuesOf(key, each),
			);

describe.each(withCase)('$resource $operation', ({ resource, operation }) => {
	const { minimal, output, full, sends, perItem, failure, given, isAlone } =
		cases[resource][operation];
	const run = async (parameters: INodeParameters, conditions: Conditions = {}) =>
		await runWarest(current.account, [resource, operation], parameters, {
			items: [{ json: {}, binary: current.binary }],
			...conditions,
		});
	const fail = async () => {
		await failure.given?.(current.sandbox);
		return { ...minimal, ...failure.parameters };
	};

	beforeEach(async () => await given?.(current.sandbox));

	it('does what it says with the fewest parameters', async () => {
		const { items, error } = await run(minimal);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(output);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(output.map(() => ({ item: 0 })));
		const phones = valuesOf(
			'phone',
			items.map(({ json }) => json),
		).map(String);
		// As the next 'To', it would write to oneself.
		expect(phones.filter((phone) => phone.replace('+', '') === OWN)).toEqual([]);
	});

	it('sends every option', async () => {
		const { error } = await run(full);
		expect(error).toBeUndefined();
		const { query, body } = current.sandbox.requests.findLast(({ path }) => sends.path.test(path))!;
		expect({ ...query, ...(body as object) }).toMatchObject(sends.has);
	});

	it('runs once for each item and pairs what comes out', async () => {
		const { parameter, values } = perItem ?? { parameter: '', values: [1, 2] };
		const expression = '={{ $json.value }}';
		const located = typeof minimal[parameter] === 'object';
		const parameters = perItem && { [parameter]: located ? byId(expression) : expression };
		const items = values.map((value) => ({ json: { value } as object, binary: current.binary }));
		const outcome = await run(
			{ ...minimal, ...parameters },
			{ items: items as Conditions['items'] },
		);
		if (isAlone) {
			expect(outcome.error?.message).toContain('there are several items');
			return;
		}
		expect(outcome.error).toBeUndefined();
		const paired = outcome.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(new Set(paired)).toEqual(new Set([0, 1]));
		expect(paired).toEqual([...paired].sort());
	});

	it('says what went wrong', async () => {
		const { error } = await run(await fail());
		expect(error?.message).toEqual(
			typeof failure.message === 'string'
				? failure.message
				: expect.stringMatching(failure.message),
		);
		expect(error?.description).toEqual(expect.any(String));
		expect(error?.context?.itemIndex).toBe(0);
	});

	it('carries on with an error item if told to', async () => {
		const { items, error } = await run(await fail(), {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { error: expect.any(String) }, pairedItem: { item: 0 } }]);
	});
});
