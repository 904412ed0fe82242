import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/Warest/operations';
import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const isParameter = (option: object): option is INodeProperties => 'type' in option;

/** The example that the editor shows in an empty field. */
const example = (placeholder = '') => placeholder.replace(/^e\.g\. /, '').split(' or ')[0];

/** Values that the editor lets a person choose or enter: each choice, both positions, the example, the default. */
function valuesOf(
	{ type, options = [], placeholder, default: preset }: INodeProperties,
	operation: string,
): unknown[] {
	if (type === 'boolean') return [true, false];
	if (type === 'options') {
		return options.flatMap((option) => {
			if (!('value' in option)) return [];
			const places = option.displayOptions?.show?.operation ?? [operation];
			return places.includes(operation) ? [option.value] : [];
		});
	}
	if (type === 'dateTime') return ['2026-11-22T09:00:00'];
	if (type === 'resourceLocator') return [byId('demo')];
	if (type === 'string') return [example(placeholder) || String(preset)];
	return [preset];
}

const visible = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).flatMap(([operation, { parameters }]) =>
		parameters.flatMap(({ name, type, options = [] }) =>
			name === 'options' && type === 'collection' && cases[resource]?.[operation]
				? options.filter(isParameter).map((option) => ({ resource, operation, option }))
				: [],
		),
	),
);

/** What an example cannot do: the key of a vote fits one creator of a poll, and no example is that one. */
const TRUE_REFUSAL = /^The vote cannot be decrypted with what was given$/;

it.each(visible.map((entry) => ({ ...entry, label: entry.option.displayName })))(
	'$resource $operation works with each value that "$label" offers, alone or with the others',
	async ({ resource, operation, option }) => {
		const { minimal, full, given } = cases[resource][operation];
		const run = async (base: INodeParameters, value: unknown) => {
			await given?.(current.sandbox);
			const options = { ...(base.options as object), [option.name]: value };
			const parameters = { ...base, options } as INodeParameters;
			const { error } = await runWarest(current.account, [resource, operation], parameters, {
				items: [{ json: {}, binary: current.binary }],
			});
			return error && !TRUE_REFUSAL.test(error.message)
				? `${JSON.stringify(value)}: ${error.message} ${error.description}`
				: null;
		};
		for (const value of valuesOf(option, operation)) {
			const alone = await run(minimal, value);
			expect(alone && (await run(full, value)) && alone).toBeNull();
		}
	},
);
