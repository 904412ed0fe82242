import { jsons } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const HIDDEN = '900000000888';
const jid = (digits: string) => `${digits}@s.whatsapp.net`;
const run = runnerOf(current, 'chats', { sessionId: byId('demo') });

const find = async (search: string, parameters: object = {}) => {
	const outcome = await run('findChat', { search, ...parameters });
	expect(outcome.error).toBeUndefined();
	return jsons(outcome);
};
const numbers = async (search: string) =>
	(await find(search)).map(({ name, phone, number }) => [name, phone, number]);

it.each(['c3', '+62 812-0001-0003', '0812-0001-0003', '00010003'])(
	'finds a chat by %p, with its number even if it is the only match',
	async (search) => {
		expect(await numbers(search)).toContainEqual(['C3', '+6281200010003', 'known']);
	},
);

it('finds a contact without a chat', async () => {
	current.sandbox.control
		.session('demo')
		.contacts.set(jid('6281200099999'), { jid: jid('6281200099999'), name: 'Zorro', lid: null });
	current.sandbox.control.answerWhatsApp({
		method: 'onWhatsApp',
		jid: jid('6281200099999'),
		answer: [{ jid: jid('6281200099999'), exists: true }],
	});
	expect(await find('zorro')).toEqual([
		expect.objectContaining({ name: 'Zorro', phone: '+6281200099999', hasChat: false }),
	]);
});

it('says who hides their number, and gives no digits that could be taken for one', async () => {
	current.sandbox.control.incoming('demo', { chatId: `${HIDDEN}@lid`, text: 'I am the Boss' });
	current.sandbox.clock.advance(5000);
	expect(await find(HIDDEN)).toEqual([
		expect.objectContaining({ chatId: `${HIDDEN}@lid`, phone: null, number: 'hidden' }),
	]);
});

it('gives all who go by the same name: which one is meant, only a number can tell', async () => {
	const found = await find('C1');
	expect(found.length).toBeGreaterThan(1);
	expect(new Set(found.map(({ chatId }) => chatId)).size).toBe(found.length);
});

it('says so if there is none', async () => {
	expect(await find('nobody%')).toEqual([
		{
			sessionId: 'demo',
			found: false,
			search: 'nobody%',
			note: expect.stringMatching(/^No such chat/),
		},
	]);
});

it('sends nothing, and asks for contacts once for all items', async () => {
	await run(
		'findChat',
		{ search: '={{ $json.name }}' },
		{ items: [{ json: { name: 'x1' } }, { json: { name: 'x2' } }] },
	);
	expect(reached(current.sandbox, /list-contacts/)).toHaveLength(1);
	expect(current.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});
