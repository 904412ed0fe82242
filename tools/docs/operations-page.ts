import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { alphabetically } from '../../nodes/Warest/engine/alphabet';
import { pace } from '../../nodes/Warest/engine/pace';
import { resources } from '../../nodes/Warest/operations';
import type { Operation } from '../../nodes/Warest/engine/operation';
import { cell } from './cell';
import { exampleOutput, exampleValue } from './example-output';
import { slug } from './slug';
import { trapsOf } from './traps-page';

const TYPES: Record<string, string> = {
	boolean: 'on or off',
	collection: 'options',
	dateTime: 'date and time',
	fixedCollection: 'list',
	number: 'number',
	options: 'choice',
	resourceLocator: 'from a list, or by hand',
	string: 'text',
};

const TABLE = ['| parameter | name | kind | about |', '| --- | --- | --- | --- |'];

const isParameter = (option: object): option is INodeProperties => 'type' in option;

function parametersIn({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options.filter(isParameter);
	if (type !== 'fixedCollection') return [];
	return options.flatMap((option) => ('values' in option ? option.values : []));
}

/** A row for a parameter and one for each that lies inside it. */
function rows(parameter: INodeProperties, level = 0): string[] {
	const {
		displayName,
		name,
		type,
		description = '',
		placeholder,
		required,
		options = [],
	} = parameter;
	const choices = type === 'options' ? options.map((option) => option.name).join(', ') : '';
	const example = placeholder?.startsWith('e.g.') ? placeholder : '';
	const about = [description, choices && `One of: ${choices}`, example]
		.filter(Boolean)
		.map((sentence) => sentence.replace(/\.$/, ''))
		.join('. ');
	const indent = '&nbsp;&nbsp;'.repeat(level);
	const kind = `${TYPES[type] ?? type}${required ? ', required' : ''}`;
	return [
		`| ${indent}${cell(displayName)} | \`${name}\` | ${kind} | ${cell(about)} |`,
		...parametersIn(parameter).flatMap((inner) => rows(inner, level + 1)),
	];
}

function outputBlock(items: INodeExecutionData[]): string[] {
	const [first] = items;
	if (!first) return ['Gives no item where there is nothing.', ''];
	const files = Object.entries(first.binary ?? {}).map(
		([field, { fileName, mimeType }]) => `\`${field}\`: ${exampleValue(fileName)} (${mimeType})`,
	);
	return [
		'Example output:',
		'',
		'```json',
		JSON.stringify(exampleValue(first.json), null, 2),
		'```',
		'',
		...(files.length > 0 ? [`Binary fields: ${files.join(', ')}`, ''] : []),
	];
}

async function section(resource: string, value: string, operation: Operation) {
	const { name, description, parameters } = operation;
	const concerning = trapsOf(value);
	return [
		`### ${name}`,
		'',
		`\`${resource}\` · \`${value}\` — ${description.replace(/\.?$/, '.')}`,
		'',
		...(parameters.length > 0 ? TABLE : ['It takes no parameters.']),
		...parameters.flatMap((parameter) => rows(parameter)),
		'',
		...outputBlock(await exampleOutput(resource, value)),
		...concerning.map(({ trap, answer }) => `- ${trap}: ${answer}`),
		...(concerning.length > 0 ? [''] : []),
	];
}

const link = (heading: string) => `[${heading}](#${slug(heading)})`;

/** A line for each resource, with its operations in the order of the menu. */
const contents = Object.values(resources).map(({ name, operations }) => {
	const names = Object.values(operations).map((operation) => operation.name);
	return `- **${link(name)}**: ${names.toSorted(alphabetically).map(link).join(' · ')}`;
});

/** docs/operations.md: every operation with its parameters, an example of what it gives, and its traps. */
export async function operationsPage(): Promise<string> {
	const lines = [
		'# Operations',
		'',
		'Made by `npm run docs` from the node itself; the examples are what the stand-in server of the tests answers.',
		'',
		...contents,
		'',
		'Every operation that sends also has these settings, under Pace and Limits:',
		'',
		...TABLE,
		...rows({ ...pace.parameter, name: 'pace' }),
		'',
	];
	for (const [resource, { name, operations }] of Object.entries(resources)) {
		lines.push(`## ${name}`, '');
		for (const [value, operation] of Object.entries(operations)) {
			lines.push(...(await section(resource, value, operation)));
		}
	}
	return `${lines.join('\n').trimEnd()}\n`;
}
