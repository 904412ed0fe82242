import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	decodeQuestion,
	questionBody,
	type QuestionMessage,
} from '../../nodes/Warest/send-and-wait/protocol';
import { Questions, type StoredQuestions } from '../../nodes/WarestTrigger/inbox/questions';
import { signedHeaders } from '../../nodes/WarestTrigger/receiving/signature';
import { triggerOfAnotherProcess } from '../support/another-process';
import { fakeTimeAndWaits, fakeTimeOfDay } from '../support/fake-time';
import { deliverText, useSandbox, type Said } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { WaitingHost } from '../support/waiting-host';
import { waitingQuestion } from '../support/waiting-question';
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

const write = async (text: string, said: Partial<Said> = {}) =>
	await deliverText(current.sandbox, text, { chatId: CHAT, ...said });

const texts = (chat = CHAT) => shown(chat).map(({ text }) => text);

const value = (valueType: string, more: IDataObject = {}): IDataObject => ({
	responseType: 'value',
	valueType,
	message: `Which ${valueType}?`,
	...more,
});

const until = async (isSo: () => boolean) => {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

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

	describe.each(['buttons', 'list'])('to choices that are shown as %s', (choicesAs) => {
		const choice = ['Tomorrow', 'On Friday', 'Never'].map((label) => ({ label }));
		const asked = value('choice', { choices: { choice }, options: { choicesAs } });

		const tap = async (index: number) => {
			const { id: messageId, interaction } = shown().at(-1)!;
			const { buttons, menus } = interaction!;
			const rows = menus.flatMap(({ sections }) => sections.flatMap((section) => section.rows));
			const ids = [...buttons.map((button) => button.value), ...rows.map((row) => row.id)];
			current.sandbox.control.answerButton('shop', { chatId: CHAT, messageId, id: ids[index]! });
			await current.sandbox.webhooks.settled();
		};

		it('is a tap, whatever events the workflow wants', async () => {
			const trigger = await publish({ events: ['message'] });
			const host = await ask(trigger, asked);
			expect(texts().at(-1)).toBe('Which choice?');
			await tap(1);
			expect(host.outputs[0]).toMatchObject([{ value: 'On Friday', tries: 0 }]);
			expect(trigger.runs).toHaveLength(0);
		});

		it.each(['never', '3'])('may be "%s" all the same', async (said) => {
			const trigger = await publish();
			const host = await ask(trigger, asked);
			await write(said);
			expect(answers(host)).toEqual(['Never']);
		});

		it('is a tap on the right one of two questions', async () => {
			const trigger = await publish();
			const first = await ask(trigger, asked);
			const second = await ask(trigger, asked);
			await tap(0);
			expect([first.status, answers(second)]).toEqual(['waiting', ['Tomorrow']]);
		});
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

	it("is one although WARest's clock is behind n8n's", async () => {
		current.sandbox.clock.advance(-120_000);
		const trigger = await publish();
		const host = await ask(trigger);
		await write('1');
		expect(answers(host)).toEqual([true]);
	});

	it('of somebody else is none', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		await write('1', { chatId: OTHER });
		expect(host.status).toBe('waiting');
		expect(trigger.items).toMatchObject([{ text: '1', chatId: OTHER }]);
	});

	it.each([
		['is read again', 11_000],
		['was read a moment before', 1],
	])('is one although the API key has changed, and the credential %s', async (_, later) => {
		fakeTimeOfDay();
		try {
			const trigger = await publish();
			const host = await ask(trigger);
			const apiKey = createHash('sha256').update(current.account.apiKey).digest('hex');
			Object.assign(current.account, { apiKey });
			jest.setSystemTime(Date.now() + later);
			await write('1');
			expect(answers(host)).toEqual([true]);
			expect(trigger.runs).toHaveLength(0);
		} finally {
			jest.useRealTimers();
		}
	});

	it('that quotes an older question in the same words is none', async () => {
		const trigger = await publish();
		await ask(trigger);
		const quotedId = questionId();
		await write('1');
		const host = await ask(trigger);
		await write('1', { quotedId });
		expect(host.status).toBe('waiting');
		await write('2', { quotedId: questionId() });
		expect(answers(host)).toEqual([false]);
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

describe('what does not fit', () => {
	it('is asked again, and starts no workflow', async () => {
		const trigger = await publish();
		const host = await ask(trigger, value('number', { options: { reaskText: 'Angka {{saja}}' } }));
		await write('many');
		expect(texts().at(-1)).toMatch(/^Angka \{\u2060?\{saja\}\}$/);
		await write('7');
		expect(host.outputs[0]).toMatchObject([{ value: 7, tries: 1 }]);
		expect(trigger.runs).toHaveLength(0);
	});

	it.each([
		['a number', value('number'), 'many', '5', 5],
		['a number in two readings', value('number'), '1,500', '5', 5],
		['a choice', value('yesNo'), 'perhaps', 'yes', true],
		[
			'one in words of its own',
			value('number', { options: { reaskText: 'Once more, please' } }),
			'many',
			'5',
			5,
		],
	])('may be quoted once it was asked again: %s', async (_, asked, wrong, right, read) => {
		const trigger = await publish();
		const host = await ask(trigger, asked);
		await write(wrong);
		await write(right, { quotedId: questionId() });
		expect(answers(host)).toEqual([read]);
	});

	it('is one try, however much comes within 10 seconds', async () => {
		const trigger = await publish();
		const host = await ask(trigger, value('number', { options: { maxTries: 2 } }));
		for (const text of ['many', 'very many', 'so many']) await write(text);
		expect(texts().filter((text) => text === 'Please write a number.')).toHaveLength(1);
		expect(host.status).toBe('waiting');
		await write('7');
		expect(host.outputs[0]).toMatchObject([{ value: 7, tries: 1 }]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('comes to an end: a bot that never understands', async () => {
		fakeTimeOfDay();
		try {
			const trigger = await publish();
			const host = await ask(trigger, value('number'));
			let heard = 0;
			for (let round = 0; round < 20 && texts().length > heard; round += 1) {
				heard = texts().length;
				jest.setSystemTime(Date.now() + 11_000);
				await write(`I do not understand "${texts().at(-1)}". What is your name?`);
			}
			expect(host.outputs[1]).toMatchObject([{ answered: false, because: 'tries', tries: 3 }]);
			expect(texts().filter((text) => text === 'Please write a number.')).toHaveLength(2);
		} finally {
			jest.useRealTimers();
		}
	});
});

describe('two questions in one chat', () => {
	it('have different numbers', async () => {
		const trigger = await publish();
		const first = await ask(trigger);
		const second = await ask(trigger, { message: 'Shall we pack it?' });
		expect(texts().at(-1)).toBe('Shall we pack it?\n\n3. Approve\n4. Decline');
		await write('4');
		expect([first.status, answers(second)]).toEqual(['waiting', [false]]);
		await write('1');
		expect(answers(first)).toEqual([true]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('are each answered by what fits', async () => {
		const trigger = await publish();
		const number = await ask(trigger, value('number'));
		const email = await ask(trigger, value('email'));
		await write('sari@example.com');
		expect([number.status, answers(email)]).toEqual(['waiting', ['sari@example.com']]);
	});

	it('are told apart by a quote, a reaction, or by asking back', async () => {
		const trigger = await publish();
		const first = await ask(trigger);
		const firstId = questionId();
		const second = await ask(trigger, { message: 'Shall we pack it?' });
		await write('yes');
		expect(texts().at(-1)).toBe(
			'Which one do you mean? Please reply to that message.\n\n• Shall we deliver?\n• Shall we pack it?',
		);
		expect([first.status, second.status]).toEqual(['waiting', 'waiting']);
		await write('yes', { quotedId: firstId });
		expect([answers(first), second.status]).toEqual([[true], 'waiting']);
		await write('no');
		expect(answers(second)).toEqual([false]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('are each answered once by what WARest delivers twice at the same moment', async () => {
		const trigger = await publish();
		const number = await ask(trigger, value('number'));
		const email = await ask(trigger, value('email'));
		trigger.pause(503);
		await write('sari@example.com');
		trigger.resume();
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		const deliver = async () => await fetch(trigger.url, { method: 'POST', body, headers });
		const told = await Promise.all([deliver(), deliver()]);
		const taken = { accepted: true };
		expect(await Promise.all(told.map(async (one) => await one.json()))).toEqual([taken, taken]);
		expect([number.status, answers(email)]).toEqual(['waiting', ['sari@example.com']]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('are asked again by the newest', async () => {
		const trigger = await publish();
		const first = await ask(trigger, value('number'));
		const second = await ask(trigger, value('email'));
		await write('what?');
		expect(texts().at(-1)).toBe('Please write an e-mail address, e.g. sari@example.com.');
		await write('3');
		expect([answers(first), second.status]).toEqual([[3], 'waiting']);
	});
});

describe('a question that waits', () => {
	it('is ended by a check once its time is over', async () => {
		const moreSessions = { session: [{ sessionId: byId('support') }] };
		const trigger = await publish({ options: { moreSessions } });
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.001, resumeUnit: 'minutes' };
		const host = await ask(trigger, { options: { limitWaitTime: { values } } });
		const start = Date.now();
		await until(() => Date.now() - start > 1100);
		await trigger.poll();
		expect(host.outputs).toMatchObject([[], [{ answered: false, because: 'time' }]]);
		expect(host.resumed).toBe(1);
		current.sandbox.control.incoming('support', { chatId: CHAT, text: 'yes' });
		await current.sandbox.webhooks.settled();
		expect(trigger.answers.at(-1)?.body).toEqual({ accepted: true });
		await write('1');
		await write('2');
		expect(trigger.items).toMatchObject([{ text: 'yes' }, { text: '1' }, { text: '2' }]);
		expect(texts().slice(-2)).toEqual([
			'Shall we deliver?\n\n1. Approve\n2. Decline',
			'Sorry, this answer came too late.',
		]);
	});

	/** Somebody answers in time while n8n is down; it is back when the time is over. */
	async function answerWhileDown(): Promise<{ trigger: TriggerHost; host: WaitingHost }> {
		const trigger = await publish({ options: { catchUp: true } });
		const values = { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'minutes' };
		const host = await ask(trigger, { options: { limitWaitTime: { values } } });
		trigger.crash();
		await write('1');
		jest.setSystemTime(Date.now() + 600_000);
		return { trigger, host };
	}

	it('goes on with an answer that came in time while n8n was down, though its time is over now', async () => {
		fakeTimeOfDay();
		try {
			const { trigger, host } = await answerWhileDown();
			await trigger.restart();
			expect(answers(host)).toEqual([true]);
			expect(trigger.runs).toHaveLength(0);
		} finally {
			jest.useRealTimers();
		}
	});

	it('goes on with such an answer although WARest could not be asked for it at first', async () => {
		fakeTimeOfDay();
		try {
			const { trigger, host } = await answerWhileDown();
			const path = '/api/v1/chats';
			const action = { kind: 'answer', status: 403, body: { status: false } } as const;
			current.sandbox.control.fault({ path, times: 9, action });
			await trigger.restart();
			expect(host.status).toBe('waiting');
			current.sandbox.control.clearFaults();
			jest.setSystemTime(Date.now() + 60_000);
			await trigger.poll();
			expect(answers(host)).toEqual([true]);
		} finally {
			jest.useRealTimers();
		}
	});

	it('goes on with such an answer also while another program has the webhook', async () => {
		fakeTimeOfDay();
		try {
			const trigger = await publish({ options: { catchUp: true } });
			const values = { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'minutes' };
			const host = await ask(trigger, { options: { limitWaitTime: { values } } });
			// WARest erases the webhook.
			trigger.pause(401);
			await write('Hello', { chatId: OTHER });
			trigger.resume();
			await write('1');
			const session = current.sandbox.control.session('shop');
			const stored = { url: `${trigger.origin}/somebody-else`, secret: 'theirs' };
			session.webhook = { stored, shown: null };
			jest.setSystemTime(Date.now() + 360_000);
			await expect(trigger.poll()).rejects.toThrow('The webhook of session');
			expect(answers(host)).toEqual([true]);
			expect(trigger.runs).toHaveLength(0);
		} finally {
			jest.useRealTimers();
		}
	});

	it('outlives a restart of n8n', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		trigger.crash();
		await trigger.restart();
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('is answered in another process, which knows only what n8n stores', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		trigger.leaveWebhooksTo([triggerOfAnotherProcess()]);
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(trigger.runs).toHaveLength(0);
	});

	it('outlives a new publication', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		await trigger.deactivate();
		expect(trigger.log.at(-1)).toContain('keeps 1 open question of');
		trigger.boot();
		await trigger.activate();
		await write('1');
		expect(answers(host)).toEqual([true]);
	});

	it('outlives that somebody overwrites what n8n stores, and a restart then', async () => {
		const trigger = await publish();
		const before = structuredClone(trigger.memory);
		const host = await ask(trigger);
		trigger.memory = before;
		await write('hello', { chatId: OTHER });
		trigger.crash();
		await trigger.restart();
		await write('1');
		expect(answers(host)).toEqual([true]);
	});

	it('is not opened again by an older copy of what n8n stores', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		const older = structuredClone(trigger.memory);
		await write('1');
		trigger.memory = older;
		await write('2');
		expect(host.resumed).toBe(1);
		expect(trigger.items).toMatchObject([{ text: '2' }]);
		expect(String(trigger.memory.questions)).toBe('');
	});

	it('is woken by a forged event neither at the trigger nor at its own address', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		await write('hello', { chatId: OTHER });
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		const forged = body.replaceAll(OTHER, CHAT).replaceAll('hello', '1');
		await fetch(trigger.url, { method: 'POST', body: forged, headers });
		const question = decodeQuestion(trigger.memory.questions)!;
		const warest = {
			body: forged,
			signature: new Headers(headers).get('x-warest-signature'),
			trigger: `${trigger.webhookId}/warest`,
			tries: 0,
		};
		const response = await fetch(host.addressOf(question), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ warest }),
		});
		expect(await response.json()).toEqual({ taken: false, isForUs: false, isUnverified: true });
		expect(host.status).toBe('waiting');
	});

	it('is answered although n8n was not there at first', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		host.isAway = true;
		setTimeout(() => (host.isAway = false), 500);
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(trigger.runs).toHaveLength(0);
	});
});

describe('questions that the trigger is told of', () => {
	const line = (trigger: TriggerHost) => String(trigger.memory.questions ?? '');

	/** Somebody tells the trigger something. */
	async function say(trigger: TriggerHost, message: QuestionMessage, secret: string) {
		const body = questionBody(message, { id: 'shop', registry: 'admin' }, Date.now());
		const headers = signedHeaders(body, secret);
		const response = await fetch(trigger.url, { method: 'POST', headers, body });
		return (await response.json()) as unknown;
	}

	const tell = async (trigger: TriggerHost, base: string, secret: string) =>
		await say(trigger, { put: waitingQuestion('abc', CHAT), base, others: [] }, secret);

	const slotSecret = () => current.sandbox.control.connection('shop').webhook.stored.secret;

	it('are brought to this n8n only, and only who knows the API key can tell of one', async () => {
		const trigger = await publish();
		const secret = slotSecret();
		const here = `${trigger.origin}/webhook-waiting`;
		expect(await tell(trigger, here, 'another secret')).toEqual({ accepted: false });
		for (const base of ['http://elsewhere.example/webhook-waiting', `${here}/../x`, '']) {
			expect(await tell(trigger, base, secret)).toEqual({ accepted: true, question: null });
		}
		expect(line(trigger)).toBe('');
		await tell(trigger, here, secret);
		expect(line(trigger)).toContain('abc');
	});

	it('are answered by a quote, however many wait in the chat', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		for (let index = 0; index < 25; index += 1) {
			const put = waitingQuestion(`later-${index}`, CHAT);
			const base = `${trigger.origin}/webhook-waiting`;
			await say(trigger, { put, base, others: [] }, slotSecret());
		}
		await write('yes', { quotedId: questionId() });
		expect(answers(host)).toEqual([true]);
	});

	it('are handed to triggers only: a name is never a path', async () => {
		const trigger = await publish();
		await ask(trigger);
		const visits: unknown[] = [];
		trigger.serve('/elsewhere', ({ url }, response) => {
			visits.push(url);
			response.end('{}');
		});
		const name = '../elsewhere?';
		await say(trigger, { share: name }, slotSecret());
		await say(trigger, { end: [{ session: 'shop', name }], looked: null }, slotSecret());
		expect(visits).toEqual([]);
	});

	it('are told to this n8n only, whatever address WARest has stored', async () => {
		const trigger = await publish();
		const elsewhere = await TriggerHost.start(current.account, {}, trigger.webhookId);
		closing.push(elsewhere);
		const visits: unknown[] = [];
		elsewhere.serve('/', ({ url }, response) => {
			visits.push(url);
			response.end('{"accepted":true,"question":null}');
		});
		const stored = { url: elsewhere.url, secret: slotSecret() };
		current.sandbox.control.session('shop').webhook = { stored, shown: null };
		const host = await WaitingHost.start(current.account, {
			parameters: { sessionId: byId('shop'), to: byId(CHAT), message: 'Shall we deliver?' },
			n8n: trigger,
		});
		expect(host.error?.message).toContain('No WARest Trigger takes the answers');
		expect(visits).toEqual([]);
	});

	it('are told to this n8n however its address is written', async () => {
		const trigger = await publish();
		const stored = { url: trigger.url.replace('http:', 'HTTP:'), secret: slotSecret() };
		current.sandbox.control.session('shop').webhook = { stored, shown: null };
		const host = await WaitingHost.start(current.account, {
			parameters: { sessionId: byId('shop'), to: byId(CHAT), message: 'Shall we deliver?' },
			n8n: trigger,
		});
		expect(host.status).toBe('waiting');
	});

	it('cost at most 0.3 ms a delivery, 1,000 of them', () => {
		const stored: StoredQuestions = {};
		const first = new Questions();
		for (let index = 0; index < 1000; index += 1) {
			first.put({
				id: `question-${index}`,
				execution: `${index}`,
				node: '0f4f3f3a-6b8f-4d7a-9a9e-3c2f7f0d1b2c',
				signature: 'ab'.repeat(32),
				sessionId: 'shop',
				chat: `62812${index}@s.whatsapp.net`,
				until: null,
				tries: 0,
				lastNumber: 2,
				messageId: '3EB0C431C26A1916E07A',
			});
		}
		first.store(stored, 0);
		const spent: number[] = [];
		for (let delivery = 0; delivery < 1000; delivery += 1) {
			// Each delivery loads its own copy.
			const loaded = JSON.parse(JSON.stringify(stored)) as StoredQuestions;
			const before = performance.now();
			first.load(loaded);
			expect(first.inChat('shop', `62812${delivery}@s.whatsapp.net`)).toHaveLength(1);
			first.store(loaded, 0);
			spent.push(performance.now() - before);
		}
		expect(spent.sort((a, b) => a - b)[500]).toBeLessThan(0.3);
	});
});

describe('an answer that n8n', () => {
	it('took without saying so is not taken for anything else', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		host.losesAnswer = true;
		await write('1');
		expect(host.resumed).toBe(1);
		expect(trigger.runs).toHaveLength(0);
	});

	it('could not be given is given by a check, though the time is over and it was published anew', async () => {
		const trigger = await publish();
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.06, resumeUnit: 'minutes' };
		const host = await ask(trigger, { options: { limitWaitTime: { values } } });
		const end = Date.now() + 3600;
		host.isAway = true;
		await write('1');
		expect(trigger.items).toMatchObject([{ text: '1' }]);
		await trigger.deactivate();
		await trigger.activate();
		await until(() => Date.now() > end);
		host.isAway = false;
		await trigger.poll();
		expect(answers(host)).toEqual([true]);
	});

	describe('could not be given', () => {
		/** The trigger knows whole seconds of its end. */
		const LIMIT_MS = 3600;
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.06, resumeUnit: 'minutes' };
		const limited = { options: { limitWaitTime: { values } } };
		const isOver = async (askedBy: number) =>
			await until(() => Date.now() > askedBy + LIMIT_MS + 1000);

		/** How many of the next requests an execution doesn't get. */
		const away = (host: WaitingHost) => {
			const state = { requests: Infinity };
			Object.defineProperty(host, 'isAway', { get: () => state.requests-- > 0 });
			return state;
		};

		it('keeps its question from ending without it', async () => {
			const trigger = await publish();
			const host = await ask(trigger, limited);
			const askedBy = Date.now();
			const left = away(host);
			await write('1');
			await isOver(askedBy);
			left.requests = 1;
			await trigger.poll();
			expect(host.status).toBe('waiting');
			await trigger.poll();
			expect(answers(host)).toEqual([true]);
		});

		it('comes before the end of the time that runs out while it is brought', async () => {
			const trigger = await publish();
			const host = await ask(trigger, limited);
			const askedBy = Date.now();
			const left = away(host);
			await until(() => Date.now() > askedBy + LIMIT_MS - 500);
			current.sandbox.control.incoming('shop', { chatId: CHAT, text: '1' });
			await isOver(askedBy);
			left.requests = 0;
			await trigger.poll();
			await current.sandbox.webhooks.settled();
			expect(answers(host)).toEqual([true]);
		});

		it('holds up no other question of the chat, nor the same chat of another session', async () => {
			const moreSessions = { session: [{ sessionId: byId('support') }] };
			const trigger = await publish({ options: { moreSessions } });
			const host = await ask(trigger);
			const quotedId = questionId();
			const [other, elsewhere] = [
				await ask(trigger, limited),
				await ask(trigger, { sessionId: byId('support') }),
			];
			const askedBy = Date.now();
			host.isAway = true;
			await write('1', { quotedId });
			current.sandbox.control.incoming('support', { chatId: CHAT, text: '1' });
			await current.sandbox.webhooks.settled();
			expect(answers(elsewhere)).toEqual([true]);
			await isOver(askedBy);
			await trigger.poll();
			expect(other.outputs).toMatchObject([[], [{ because: 'time' }]]);
		});
	});

	it('leaves hanging holds up nothing that follows, and counts first once n8n is back', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		host.isHanging = true;
		const said = [
			'1',
			'hello',
			...Array.from({ length: 17 }, (_, index) => `are you there? ${index}`),
		];
		for (const text of said) current.sandbox.control.incoming('shop', { chatId: CHAT, text });
		await current.sandbox.webhooks.settled();
		// WARest, which waits 10 seconds for an answer, had to deliver none again.
		expect(current.sandbox.webhooks.deliveries).toHaveLength(said.length);
		host.isHanging = false;
		await write('2');
		expect(answers(host)).toEqual([true]);
	});

	it('could not be given is given to no other question, and is not asked again', async () => {
		const trigger = await publish();
		const first = await ask(trigger);
		const second = await ask(trigger, { message: 'Shall we pack it?' });
		first.isAway = true;
		await write('1');
		expect([first.status, second.status]).toEqual(['waiting', 'waiting']);
		expect(texts().at(-1)).toContain('Shall we pack it?');
		first.isAway = false;
		await trigger.poll();
		expect([answers(first), second.status]).toEqual([[true], 'waiting']);
	});

	it('missed starts the workflow if it does not fit, because nobody can be asked again', async () => {
		const trigger = await publish({ options: { catchUp: true } });
		const host = await ask(trigger, value('number'));
		trigger.crash();
		await write('When do you open?');
		await trigger.restart();
		expect(host.status).toBe('waiting');
		expect(trigger.items).toMatchObject([{ text: 'When do you open?' }]);
	});

	it('missed is found by Catch Up', async () => {
		const trigger = await publish({ options: { catchUp: true } });
		const host = await ask(trigger);
		trigger.crash();
		await write('1');
		await trigger.restart();
		expect(answers(host)).toEqual([true]);
		expect(trigger.runs).toHaveLength(0);
	});
});

describe('several workflows on one session', () => {
	async function publishTwo(parameters: INodeParameters = {}) {
		const first = await publish();
		const second = first.addWorkflow(parameters);
		await second.activate();
		return [first, second];
	}

	it('start none of them with an answer', async () => {
		const [first, second] = await publishTwo();
		const host = await ask(first);
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect([first.runs, second.runs]).toEqual([[], []]);
		await write('2');
		expect([first.items, second.items]).toMatchObject([[{ text: '2' }], [{ text: '2' }]]);
	});

	it('start none of them either if WARest delivers it again', async () => {
		const [first, second] = await publishTwo();
		const host = await ask(first);
		second.failNext();
		await write('1');
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		const { url } = current.sandbox.control.connection('shop').webhook.stored;
		await fetch(url, { method: 'POST', body, headers });
		expect(answers(host)).toEqual([true]);
		expect([first.runs, second.runs]).toEqual([[], []]);
	});

	it('answer it once, whoever of them replies at once', async () => {
		const instantActions = { action: [{ kind: 'text', text: 'Thanks' }] };
		const [first] = await publishTwo({ instantActions, options: { startForAnswers: true } });
		await ask(first, value('number'));
		await write('many');
		expect(texts().slice(-2)).toEqual(['Which number?', 'Please write a number.']);
	});

	it('take word of an answer only from each other, whoever has seen a delivery', async () => {
		const trigger = await publish();
		const host = await ask(trigger);
		const { id } = decodeQuestion(trigger.memory.questions)!;
		trigger.pause(503);
		await write('hello', { chatId: OTHER });
		trigger.resume();
		const { body, headers } = current.sandbox.webhooks.deliveries.at(-1)!;
		const told = JSON.stringify({ isAnswer: true, ended: id });
		const forged = { ...headers, 'x-warest-relay-told': told };
		await fetch(trigger.url, { method: 'POST', body, headers: forged });
		expect(trigger.items).toMatchObject([{ text: 'hello' }]);
		await write('1');
		expect(answers(host)).toEqual([true]);
	});

	it('sign the word of an answer that they pass on', async () => {
		const first = await publish();
		const host = await ask(first);
		const second = first.addWorkflow();
		await second.activate();
		const { id } = decodeQuestion(second.memory.questions)!;
		const passed: Array<[Record<string, string>, string]> = [];
		first.serve(new URL(second.url).pathname, (request, response) => {
			const headers = request.headers as Record<string, string>;
			request.setEncoding('utf8').once('data', (body: string) => passed.push([headers, body]));
			request.once('end', () => response.end('{"accepted":true}'));
		});
		await write('hello', { chatId: OTHER });
		const [headers, body] = passed[0]!;
		const told = JSON.stringify({ isAnswer: true, ended: id });
		await second.deliver(Buffer.from(body), { ...headers, 'x-warest-relay-told': told });
		expect(second.memory.questions).toContain(id);
		expect(second.runs).toHaveLength(0);
		await second.deliver(Buffer.from(body), headers);
		expect(second.items).toMatchObject([{ text: 'hello' }]);
		expect(host.status).toBe('waiting');
	});

	it('are told of a question all at the same time, however many they are', async () => {
		const first = await publish();
		const others = [first.addWorkflow(), first.addWorkflow(), first.addWorkflow()];
		for (const each of others) await each.activate();
		const waiting: ServerResponse[] = [];
		for (const { url } of others) {
			first.serve(new URL(url).pathname, (_, response) => {
				waiting.push(response);
				if (waiting.length < others.length) return;
				for (const each of waiting) each.end('{"accepted":true}');
			});
		}
		await ask(first);
		// Before it is sent, and once its message is known.
		expect(waiting).toHaveLength(2 * others.length);
	});

	it('hand the questions on when the one that has them leaves', async () => {
		const [first, second] = await publishTwo();
		const host = await ask(first);
		await first.deactivate();
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(second.runs).toHaveLength(0);
	});

	it('have all questions again after they have lost what n8n stores and joined again', async () => {
		const [first, second] = await publishTwo();
		await ask(first);
		await first.poll();
		await second.deactivate();
		second.boot();
		second.memory = {};
		await second.activate();
		expect(second.memory.questions).toBe(first.memory.questions);
	});

	it('end no question while one of them may still find that it was answered in time', async () => {
		fakeTimeOfDay();
		try {
			const first = await publish({ options: { catchUp: true } });
			const second = first.addWorkflow({ options: {} });
			await second.activate();
			const values = { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'minutes' };
			const host = await ask(first, { options: { limitWaitTime: { values } } });
			for (const each of [first, second]) each.crash();
			await write('1');
			jest.setSystemTime(Date.now() + 600_000);
			for (const each of [second, first]) await each.restart();
			expect(answers(host)).toEqual([true]);
		} finally {
			jest.useRealTimers();
		}
	});

	it('know a question at once, though n8n has several processes', async () => {
		const [first, second] = await publishTwo();
		first.leaveWebhooksTo([triggerOfAnotherProcess(), triggerOfAnotherProcess()]);
		const host = await ask(first);
		first.crash();
		await second.poll();
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect(second.runs).toHaveLength(0);
	});

	it('start none of them with an answer that is too old for some', async () => {
		const first = await publish({ options: { tolerance: 1 } });
		const others = [1, 2].map(() => first.addWorkflow({ options: { tolerance: 60 } }));
		for (const each of others) await each.activate();
		current.sandbox.clock.advance(-600_000);
		const host = await ask(first);
		await write('1');
		expect(answers(host)).toEqual([true]);
		expect([first, ...others].flatMap(({ runs }) => runs)).toEqual([]);
	});

	it('are told of the questions that could not be handed on', async () => {
		const [first] = await publishTwo();
		await ask(first);
		const path = '/api/v1/session/shop/config';
		current.sandbox.control.fault({ path, times: 9, action: { kind: 'cut-before' } });
		await first.deactivate();
		expect(first.log.at(-1)).toContain('keeps 1 open question');
	});

	it('are told of a question that another one could not be told of', async () => {
		const [first, second] = await publishTwo();
		for (const host of [first, second]) await host.poll();
		second.pause(503);
		await ask(first);
		expect(first.log.at(-1)).toMatch(
			/could not tell another workflow .* session 'shop' of its open questions \(1\)\. .*503/,
		);
	});

	it('bring an answer wherever it comes first, because each knows the questions of the others', async () => {
		const [first, second] = await publishTwo();
		for (const host of [first, second]) await host.poll();
		const [one, two] = [await ask(first), await ask(first, { message: 'Shall we pack it?' })];
		first.pause();
		const { secret } = current.sandbox.control.connection('shop').webhook.stored;
		const stored = { url: '', secret };
		current.sandbox.control.session('shop').webhook = { stored, shown: null };
		await second.poll();
		first.resume();
		await write('1');
		expect(answers(one)).toEqual([true]);
		await first.poll();
		first.crash();
		await write('4');
		expect(answers(two)).toEqual([false]);
		expect(second.runs).toHaveLength(0);
	});

	it.each([
		['the one that has the question looks first', [0, 1]],
		['the other one looks first', [1, 0]],
	])('start none of them with an answer that n8n missed: %s', async (_, order) => {
		const first = await publish({ options: { catchUp: true } });
		const host = await ask(first);
		const second = first.addWorkflow();
		await second.activate();
		for (const each of [first, second]) each.crash();
		await write('1');
		for (const index of order) await [first, second][index].restart();
		for (const index of order) await [first, second][index].poll();
		expect(answers(host)).toEqual([true]);
		expect([first.runs, second.runs]).toEqual([[], []]);
	});

	it.each<[string, (second: TriggerHost, answer: () => Promise<void>) => Promise<void>]>([
		[
			'in the second in which it was published',
			async (second, answer) => {
				await answer();
				// The history shows nothing yet.
				const action = { kind: 'answer', status: 403, body: { status: false } } as const;
				current.sandbox.control.fault({ path: '/api/v1/chats', times: 9, action });
				await second.activate();
				current.sandbox.control.clearFaults();
			},
		],
		[
			'while it could not be reached',
			async (second, answer) => {
				await second.activate();
				second.pause();
				await answer();
				second.resume();
			},
		],
	])('start none with an answer to one that is gone, which came %s', async (_, when) => {
		fakeTimeOfDay();
		try {
			const first = await publish({ options: { catchUp: true } });
			const host = await ask(first);
			const second = first.addWorkflow();
			await when(second, async () => await write('1'));
			expect(answers(host)).toEqual([true]);
			await first.deactivate();
			second.crash();
			jest.setSystemTime(Date.now() + 60_000);
			await second.restart();
			await write('hello');
			expect(second.items.map(({ text }) => text)).toEqual(['hello']);
		} finally {
			jest.useRealTimers();
		}
	});
});

describe('in the editor, before anything is published', () => {
	/** The step runs; its 5 seconds pass as often as they must. */
	async function tryOut(parameters: IDataObject, says: string[]) {
		fakeTimeAndWaits();
		try {
			let isOver = false;
			let heard = texts().length;
			const running = WaitingHost.start(current.account, {
				parameters: { sessionId: byId('shop'), to: byId(CHAT), ...parameters },
				mode: 'manual',
			}).finally(() => (isOver = true));
			while (!isOver) {
				await jest.advanceTimersByTimeAsync(1000);
				if (texts().length > heard && says.length > 0) {
					heard = texts().length;
					current.sandbox.control.incoming('shop', { chatId: CHAT, text: says.shift()! });
				}
			}
			const host = await running;
			closing.push(host);
			return host;
		} finally {
			jest.useRealTimers();
		}
	}

	it('the step itself waits for the answer, and asks again', async () => {
		const host = await tryOut(value('number'), ['many', '7']);
		expect(host.outputs[0]).toMatchObject([{ value: 7, tries: 1 }]);
		expect(texts().slice(-2)).toEqual(['Which number?', 'Please write a number.']);
	});

	it('choices come as numbers, because the step sees no taps', async () => {
		const host = await tryOut(value('yesNo', { options: { choicesAs: 'buttons' } }), ['2']);
		expect(texts().at(-1)).toBe('Which yesNo?\n\n1. Yes\n2. No');
		expect(host.outputs[0]).toMatchObject([{ value: false }]);
		expect(host.hints.join(' ')).toContain('The choices were sent as numbers this time');
	});

	it('it goes on without one after 5 minutes', async () => {
		const host = await tryOut(value('number'), []);
		expect(host.outputs).toMatchObject([[], [{ answered: false, because: 'time' }]]);
	});
});
