import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/Warest/operations';
import { useSandbox } from '../support/sandbox';
import { runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const isParameter = (option: object): option is INodeProperties => 'type' in option;

/** The example that the editor shows in an empty field. */
const example = (placeholder = '') => placeholder.replace(/^e\.g\. /, '').split(' or ')[0];

/** Values that the editor lets a person choose or enter: each choice, both positions, the example, the default. */
function valuesOf({
	type,
	options = [],
	placeholder,
	default: preset,
}: INodeProperties): unknown[] {
	if (type === 'boolean') return [true, false];
	if (type === 'options') return options.map((option) => ('value' in option ? option.value : ''));
	if (type === 'dateTime') return ['2026-11-22T09:00:00'];
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

it.each(visible.map((entry) => ({ ...entry, label: entry.option.displayName })))(
	'$resource $operation works with each value that "$label" offers',
	async ({ resource, operation, option }) => {
		const { minimal, given } = cases[resource][operation];
		for (const value of valuesOf(option)) {
			await given?.(current.sandbox);
			const options = { ...(minimal.options as object), [option.name]: value };
			const parameters = { ...minimal, options } as INodeParameters;
			const { error } = await runWarest(current.account, [resource, operation], parameters, {
				items: [{ json: {}, binary: current.binary }],
			});
			expect(error && `${String(value)}: ${error.message} ${error.description}`).toBeUndefined();
		}
	},
);
