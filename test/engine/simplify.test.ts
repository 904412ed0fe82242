import { Warest } from '../../nodes/Warest/Warest.node';
import { useSandbox } from '../support/sandbox';
import { runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const { properties } = new Warest().description;
const [{ displayOptions }] = properties.filter(({ name }) => name === 'simplify');
const simplifying = displayOptions?.show?.operation ?? [];

/** Chats and messages have one form, wherever they come from; that of a message is longer. */
const OWN_FORM = ['listChats', 'getChatMessages'];
const MESSAGES = 'getChatMessages';

describe('Simplify', () => {
	it('is offered where WARest answers with more than people look at', () => {
		expect(simplifying).toEqual(
			expect.arrayContaining(['getGroupInfo', 'listGroups', 'getBusinessProfile', 'info']),
		);
	});

	it.each(
		Object.entries(cases).flatMap(([resource, operations]) =>
			Object.keys(operations)
				.filter((operation) => simplifying.includes(operation))
				.map((operation) => [resource, operation] as [string, string]),
		),
	)(
		'gives at most ten fields of %s %s, which are in what WARest says; off, all of that',
		async (...way) => {
			const [resource, operation] = way;
			const { given, minimal } = cases[resource][operation];
			await given?.(current.sandbox);
			const fieldsOf = async (simplify?: boolean) => {
				const parameters = { ...minimal, ...(simplify === false && { simplify }) };
				const { items } = await runWarest(current.account, way, parameters);
				return Object.keys(items[0].json);
			};
			const simple = await fieldsOf();
			const raw = await fieldsOf(false);
			expect(raw.length).toBeGreaterThan(simple.length);
			if (operation !== MESSAGES) expect(simple.length).toBeLessThanOrEqual(10);
			if (OWN_FORM.includes(operation)) return;
			expect(raw).toEqual(expect.arrayContaining(simple.filter((name) => name !== 'createdAt')));
		},
	);
});
