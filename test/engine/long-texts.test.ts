import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const LENGTH = 64 * 1024;
const filled = (piece: string, [start, end] = ['', '']) =>
	`${start}${piece.repeat(Math.ceil(LENGTH / piece.length))}${end}`;

/** Texts that make careless expressions try each beginning with each end. */
const TEXTS = [
	...['<', '7', ' ', '"', '@', 'a.', 'QUJD', '🙏'].map((piece) => filled(piece)),
	filled(' ', ['a', 'b']),
	filled('7:', ['', '@s.whatsapp.net']),
	filled('QUJD', ['data:image/png;base64,', '!']),
	filled('a', ['https://chat.whatsapp.com/', '!']),
];

/** What is chosen in these decides over which other parameters there are, so it stays. */
const DECIDING = ['source', 'type'];

type Place = Array<string | number>;

/** Where texts stand in parameters; of a resource locator only its value. */
function placesOf(value: unknown, place: Place = []): Place[] {
	if (typeof value === 'string') return [place];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value)
		.filter(([name]) => ('__rl' in value ? name === 'value' : !DECIDING.includes(name)))
		.flatMap(([name, entry]) => placesOf(entry, [...place, name]));
}

/** A copy of parameters in which all `places` are expressions that give what is there, or the item's text. */
function withTexts(parameters: INodeParameters, places: Place[]): INodeParameters {
	const copy = structuredClone(parameters);
	for (const [index, place] of places.entries()) {
		const last = place.at(-1)!;
		let holder = copy as Record<string | number, unknown>;
		for (const name of place.slice(0, -1)) holder = holder[name] as typeof holder;
		const before = String(holder[last]).replace(/^=\{\{(.*)\}\}$/s, '$1');
		const usual = before === holder[last] ? JSON.stringify(before) : before;
		holder[last] = `={{ $json.place === ${index} ? $json.text : ${usual} }}`;
	}
	return copy;
}

const operations = Object.entries(cases).flatMap(([resource, ofResource]) =>
	Object.entries(ofResource)
		.map(([operation, { full, given }]) => ({
			resource,
			operation,
			full,
			given,
			places: placesOf(full),
		}))
		.filter(({ places }) => places.length > 0),
);

// Much more than it takes: an expression of second degree takes minutes.
jest.setTimeout(60_000);

it.each(operations)(
	'$resource $operation takes or refuses any text of 64 KB in no time',
	async ({ resource, operation, full, given, places }) => {
		await given?.(current.sandbox);
		const items = places.flatMap((_place, place) =>
			TEXTS.map((text) => ({ json: { place, text } as IDataObject, binary: current.binary })),
		);
		const parameters = { ...withTexts(full, places), pace: { maxWait: 0, timeout: 20 } };
		const outcome = await runWarest(current.account, [resource, operation], parameters, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outcome.error).toBeUndefined();
		const answered = outcome.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(new Set(answered).size).toBe(items.length);
	},
);
