import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { WaitingHost } from '../support/waiting-host';
import { byId } from '../support/warest';

const current = useSandbox({ world: 'demo' });
const CHAT = '6281200648390@s.whatsapp.net';
const OTHER = '6281200010001@s.whatsapp.net';
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const each of closing.splice(0)) await each.close();
});

/** A published workflow with a WARest Trigger for messages, answers and reactions. */
async function publish(parameters: INodeParameters = {}): Promise<TriggerHost> {
	const host = await TriggerHost.start(current.account, {
		events: ['message', 'answer', 'reaction'],
		...parameters,
	});
	closing.push(host);
	await host.activate();
	return host;
}

/** An execution of the same n8n asks in the chat. */
async function ask(n8n: TriggerHost, parameters: IDataObject = {}, chat = CHAT) {
	const host = await WaitingHost.start(current.account, {
		parameters: {
			sessionId: byId('shop'),
			to: byId(chat),
			message: 'Shall we deliver?',
			...parameters,
		},
		n8n,
	});
	expect(host.error).toBeUndefined();
	return host;
}

/** What was sent to a chat by whatever way, as its phone shows it. */
const shown = (chat = CHAT) =>
	current.sandbox.control.phoneMessages('shop', chat).filter(({ fromMe }) => fromMe);
const questionId = (chat = CHAT) => shown(chat).at(-1)!.id;

interface Said {
	chatId?: string;
	quotedId?: string;
	from?: string;
}

/** Somebody writes; resolves when WARest has delivered it. */
async function write(text: string, { chatId = CHAT, ...more }: Said = {}): Promise<void> {
	current.sandbox.control.incoming('shop', { chatId, text, ...more });
	await current.sandbox.webhooks.settled();
}

const answers = (host: WaitingHost) => host.outputs[0]?.map(({ value: said }) => said);

describe('an answer in the chat', () => {
	it.each(['1', 'approve', '👍'])(
		'"%s" goes to the question, and starts no workflow',
		async (text) => {
			const trigger = await publish();
			const host = await ask(trigger);
			await write(text);
			expect(answers(host)).toEqual([true]);
			expect(host.resumed).toBe(1);
			expect(trigger.runs).toHaveLength(0);
			expect(trigger.answers.at(-1)?.body).toEqual({ accepted: true });
		},
	);

	it('may be a reaction to the question', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		current.sandbox.control.react('shop', { chatId: CHAT, messageId: questionId(), emoji: '👎' });
		await current.sandbox.webhooks.settled();
		expect(answers(host)).toEqual([false]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('also starts the workflow if the trigger is to', async () => {
		const trigger = await publish({ options: { startForAnswers: true } });
		const host = await ask(trigger);
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(trigger.items).toMatchObject([{ text: '1' }]);
	});

	it('is one only once: what comes later starts the workflow', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		await write('1');
		await write('2');
		expect(host.resumed).toBe(1);
		expect(trigger.items).toMatchObject([{ text: '2' }]);
	});

	it('of somebody else is none', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		await write('1', { chatId: OTHER });
		expect(host.status).toBe('waiting');
		expect(trigger.items).toMatchObject([{ text: '1', chatId: OTHER }]);
	});

	it('that quotes another message is none', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		const [older] = current.sandbox.control.phoneMessages('shop', CHAT);
		await write('1', { quotedId: older.id });
		expect(host.status).toBe('waiting');
		expect(trigger.items).toMatchObject([{ text: '1' }]);
	});
});
