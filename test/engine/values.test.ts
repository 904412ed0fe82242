import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';

const send = async (operation: string, parameters: object) =>
	await runWarest(current.account, ['messages', operation], {
		sessionId: byId('demo'),
		to: byId(JID),
		...parameters,
	});

it.each([
	[
		'an object for a text',
		'sendText',
		{ message: '={{ ({ a: 1 }) }}' },
		"'Message' is not a single text",
	],
	['a list for a text', 'sendText', { message: '={{ [1, 2] }}' }, "'Message' is not a single text"],
	[
		'an object for an optional text',
		'sendContact',
		{ contactName: 'B', contactPhone: '6281200010005', options: { email: '={{ ({}) }}' } },
		"'Email' is not a single text",
	],
	[
		'a word for a number',
		'sendLocation',
		{ latitude: '={{ "north" }}', longitude: 1 },
		`'Latitude' is not a number: "north"`,
	],
	[
		'a choice that does not exist',
		'sendText',
		{ message: 'x', options: { presence: 'dancing' } },
		`'Show Typing First' is not one of its values: "dancing"`,
	],
	[
		'a session that an expression does not give',
		'sendText',
		{ message: 'x', sessionId: byId('={{ null }}') },
		"'Session' is empty",
	],
	[
		'an object for a recipient',
		'sendText',
		{ message: 'x', to: byId('={{ [{}] }}') },
		"'To' is not a chat",
	],
])('refuses %s', async (_what, operation, parameters, message) => {
	const { error } = await send(operation, parameters);
	expect(error?.message).toContain(message);
	expect(error?.description).toEqual(expect.any(String));
	expect(current.sandbox.requests).toHaveLength(0);
});

it('takes numbers and booleans for a text as they are written', async () => {
	await send('sendText', { message: '={{ 4711 }}' });
	await send('sendText', { message: '={{ true }}' });
	expect(current.sandbox.control.sent.map(({ text }) => text)).toEqual(['4711', 'true']);
});

it('leaves out options that were added and left empty', async () => {
	const { error } = await runWarest(current.account, ['chats', 'getChatMessages'], {
		sessionId: byId('demo'),
		chatId: byId(JID),
		limit: 1,
		options: { startTime: '', search: '' },
	});
	expect(error).toBeUndefined();
	expect(current.sandbox.requests[0].query).toEqual({ sessionId: 'demo', limit: '1', offset: '0' });
});

it('takes the value that another operation left in a field of another kind', async () => {
	const { items } = await runWarest(current.account, ['sessions', 'createSession'], {
		sessionId: byId('demo') as unknown as string,
	});
	expect(items[0].json).toMatchObject({ sessionId: 'demo', status: 'open' });
});

it.each(['pinChat', 'clearChat'])(
	'%s refuses a chat that an expression does not give',
	async (operation) => {
		const { error } = await runWarest(current.account, ['chats', operation], {
			sessionId: byId('demo'),
			chatId: byId('={{ null }}'),
		});
		expect(error?.message).toBe("'Chat ID / JID' is empty");
		expect(current.sandbox.requests).toHaveLength(0);
	},
);

it('refuses a contact without a phone number', async () => {
	const { error } = await send('sendContact', { contactName: 'B', contactPhone: '={{ "" }}' });
	expect(error?.message).toBe("'Contact Phone' is empty");
});

it('does not show the value that it refuses in full when it is long', async () => {
	const { error } = await send('sendMedia', {
		source: 'url',
		url: `data:image/png,${'x'.repeat(500)}`,
	});
	expect(error?.message.length).toBeLessThan(200);
});
