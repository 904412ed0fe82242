import { readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { startSandbox } from '../../sandbox/server';
import { simplifiedInfo } from '../../nodes/Warest/operations/server/info.operation';
import { cases } from '../../test/engine/cases';
import { dotPicture } from '../../test/support/sandbox';
import { WaitingHost } from '../../test/support/waiting-host';
import { runWarest, type Account } from '../../test/support/warest';

/** What differs each time, and what stands for it in the documentation. */
const VOLATILE: Array<[pattern: RegExp, example: string]> = [
	[/^3EB0[0-9A-F]{12,}$/, '3EB0C431C26A1916E07A'],
	[/^[0-9A-HJKMNP-TV-Z]{26}$/, '01JD8XW2B6N5T0Q4R9M7K3F1CA'],
	[/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '0f8fad5b-d9cb-469f-a165-70867728950e'],
	[/^[A-Z0-9]{4}-[A-Z0-9]{4}$/, 'ABCD-1234'],
	[/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, '2026-11-22T09:19:00.000Z'],
	[/^2@.*/, '2@…'],
	[/127\.0\.0\.1:\d+/, 'localhost:7308'],
	[/answers, in \d+ ms/, 'answers, in 12 ms'],
	[/clock of WARest is \d+ \w+/, 'clock of WARest is 12 minutes'],
	[/^1203639\d{11}(?=@g\.us$)/, '120363041234567890'],
	[/^\d+ (second|minute|hour|day)s?\b.*/, '2 hours, 5 minutes'],
];
const LONGEST_TEXT = 80;
const LONGEST_LIST = 3;

function exampleText(text: string): string {
	const known = VOLATILE.reduce(
		(value, [pattern, example]) => value.replace(pattern, example),
		text,
	);
	return known.length > LONGEST_TEXT ? `${known.slice(0, LONGEST_TEXT / 2)}…` : known;
}

/** Times and measurements, by the names that the server gives them. */
const MEASURED: Array<[key: RegExp, example: number]> = [
	[/timestamp|At$|lastConn/, 1795339140],
	[/Percent$/, 12.5],
	[/Ms$/, 0.02],
];

const exampleNumber = (value: number, key: string) =>
	MEASURED.find(([pattern]) => pattern.test(key))?.[1] ?? value;

/** A value as an example: the same each time, and short. */
export function exampleValue(value: unknown, key = ''): unknown {
	if (typeof value === 'string') return exampleText(value);
	if (typeof value === 'number') return exampleNumber(value, key);
	if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map((entry) => exampleValue(entry));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value as IDataObject).map(([name, entry]) => [name, exampleValue(entry, name)]),
	);
}

/** What tells of the machine is shown as a real server told it, in the form that the node gives it by default. */
const RECORDED: Record<string, { file: string; shown: (result: IDataObject) => IDataObject }> = {
	info: { file: 'test/recordings/sessions-server/server-info.json', shown: simplifiedInfo },
};

function recordedOutput({ file, shown }: (typeof RECORDED)[string]): INodeExecutionData[] {
	const { response } = JSON.parse(readFileSync(file, 'utf8')) as {
		response: { body: { results: IDataObject[] } };
	};
	return response.body.results.map((result) => ({ json: shown(result) }));
}

/** What a question gives that was answered. */
async function answeredOutput(
	account: Account,
	parameters: IDataObject,
	link: () => string,
): Promise<INodeExecutionData[]> {
	const host = await WaitingHost.start(account, { parameters });
	try {
		const body = new URLSearchParams({ choice: '0' });
		await fetch(link(), { method: 'POST', body });
		return host.outputs[0].map((json) => ({ json }));
	} finally {
		await host.close();
	}
}

/** What an operation gives with the fewest parameters, run against the stand-in server. */
export async function exampleOutput(
	resource: string,
	operation: string,
): Promise<INodeExecutionData[]> {
	if (Object.hasOwn(RECORDED, operation)) return recordedOutput(RECORDED[operation]);
	const sandbox = await startSandbox({ world: 'recorded' });
	sandbox.clock.freeze();
	try {
		const { minimal, given } = cases[resource][operation];
		await given?.(sandbox);
		const account = { baseUrl: sandbox.url, apiKey: sandbox.apiKey };
		if (operation === 'sendAndWait') {
			const message = () => (sandbox.requests.at(-1)?.body as IDataObject).message;
			const link = () => /http\S+/.exec(String(message()))![0];
			return await answeredOutput(account, minimal, link);
		}
		const { items, error } = await runWarest(account, [resource, operation], minimal, {
			items: [{ json: {}, binary: dotPicture }],
		});
		if (error) throw error;
		return items;
	} finally {
		await sandbox.close();
	}
}
