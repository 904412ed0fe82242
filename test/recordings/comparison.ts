import { shapeOf } from './shape';

/** An answer, recorded or from the sandbox. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

type Aspect = (answer: Answer) => string;

const fieldOf = (body: unknown, name: string): unknown =>
	typeof body === 'object' && body !== null && name in body
		? (body as Record<string, unknown>)[name]
		: undefined;

/** Since Node 22 the JSON parser adds line and column; the sandbox runs on Node 20 too. */
const withoutPlace = (text: string) => text.replace(/ \(line \d+ column \d+\)$/, '');

const textOf =
	(name: string): Aspect =>
	({ body }) => {
		const text = fieldOf(body, name);
		return typeof text === 'string' ? withoutPlace(text) : '-';
	};

const kindOf: Aspect = ({ headers }) => headers['content-type']?.split(';')[0] ?? '-';

const htmlErrorOf: Aspect = ({ body }) =>
	/<pre>(.*)<\/pre>/.exec(typeof body === 'string' ? body : '')?.[1] ?? '-';

const limitHeaders = ['retry-after', 'x-ratelimit-limit', 'x-quota-limit'];

const limitHeadersOf: Aspect = ({ headers }) =>
	limitHeaders.filter((name) => name in headers).join(' ');

/** What must be the same, apart from names, times, ids and how many there are of something. */
const aspects: Record<string, Aspect> = {
	status: ({ status }) => String(status),
	code: ({ body }) => String(fieldOf(body, 'code') ?? '-'),
	message: textOf('message'),
	error: textOf('error'),
	'HTML error': htmlErrorOf,
	shape: ({ body }) => shapeOf(body),
};

const changing = new Set(['timestamp', 'messageId', 'retryAfter']);

/** The values themselves, where only ids and times differ from one request to the next. */
const valuesOf: Aspect = ({ body }) =>
	JSON.stringify(body, (name, value: unknown) => {
		if (changing.has(name)) return typeof value;
		return typeof value === 'string' ? withoutPlace(value) : value;
	});

/** Whether the answers say the same, ids and times aside. */
export const differentValues = (recorded: Omit<Answer, 'headers'>, got: Answer): string[] => {
	const expected = valuesOf({ ...recorded, headers: {} });
	return expected === valuesOf(got) ? [] : [`values: recorded ${expected}, got ${valuesOf(got)}`];
};

/** These stand in the recorded headers, which a few recordings lack. */
const headerAspects: Record<string, Aspect> = {
	'content type': kindOf,
	'limit headers': limitHeadersOf,
};

/** In what the sandbox's answer differs from the recorded one: a line each, none if they match. */
export function differences(
	recorded: Omit<Answer, 'headers'> & { headers?: Record<string, string> },
	got: Answer,
): string[] {
	const { headers } = recorded;
	const expected = { ...recorded, headers: headers ?? {} };
	const compared = headers ? { ...aspects, ...headerAspects } : aspects;
	return Object.entries(compared)
		.filter(([, aspect]) => aspect(expected) !== aspect(got))
		.map(([name, aspect]) => `${name}: recorded ${aspect(expected)}, got ${aspect(got)}`);
}
