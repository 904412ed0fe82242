import type { IDataObject } from 'n8n-workflow';
import { signatureOf } from '../../nodes/WarestTrigger/receiving/signature';
import { ChatInbox } from '../support/chat-inbox';
import { deliverText, reached, useSandbox, type Said } from '../support/sandbox';
import { WaitingHost } from '../support/waiting-host';
import { byId } from '../support/warest';

const current = useSandbox({ world: 'demo' });
const CHAT = '6281200648390@s.whatsapp.net';
const OTHER = '6281200010001@s.whatsapp.net';
const OWN = '6281200457010';
const closing: Array<{ close(): Promise<void> }> = [];
/** The one that was started in this test. */
let inbox: ChatInbox | undefined;

afterEach(async () => {
	inbox = undefined;
	for (const each of closing.splice(0)) await each.close();
});

const sends = () => reached(current.sandbox, /messages\/send/);
const sentText = () => String((sends().at(-1)?.body as IDataObject | undefined)?.message);

async function startInbox(): Promise<ChatInbox> {
	inbox = await ChatInbox.start(current.account, 'shop');
	closing.push(inbox);
	return inbox;
}

async function ask(parameters: IDataObject = {}, chat = CHAT): Promise<WaitingHost> {
	const host = await WaitingHost.start(current.account, {
		parameters: {
			sessionId: byId('shop'),
			to: byId(chat),
			message: 'Shall we deliver?',
			answerBy: 'chat',
			...parameters,
		} as IDataObject,
		n8n: inbox,
	});
	closing.push(host);
	return host;
}

const write = async (text: string, said: Partial<Said> = {}) =>
	await deliverText(current.sandbox, text, { chatId: CHAT, ...said });

const limit = (resumeAmount: number): IDataObject => ({
	limitWaitTime: {
		values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit: 'minutes' },
	},
});

describe('a question in the chat', () => {
	it('shows numbered choices and no address, and is known to the inbox with its message', async () => {
		const inbox = await startInbox();
		const host = await ask();
		expect(host.error).toBeUndefined();
		expect(sentText()).toBe('Shall we deliver?\n\n1. Approve\n2. Decline');
		expect(inbox.question).toMatchObject({
			chat: CHAT,
			execution: host.executionId,
			tries: 0,
			messageId: expect.any(String) as string,
		});
	});

	it.each([
		['1', true],
		['2', false],
		['approve!', true],
	])('goes on with "%s" as %s, and says who answered', async (text, approved) => {
		await startInbox();
		const host = await ask();
		await write(text);
		expect(host.status).toBe('success');
		expect(host.outputs[0]).toMatchObject([
			{
				answered: true,
				value: approved,
				answeredBy: { jid: CHAT, phone: '+6281200648390' },
				answerMessageId: expect.any(String) as string,
				tries: 0,
				data: { approved, responder: { id: CHAT, source: 'whatsapp' } },
			},
		]);
	});

	it('takes a reaction to its message', async () => {
		const inbox = await startInbox();
		const host = await ask();
		const { messageId } = inbox.question;
		current.sandbox.control.react('shop', {
			chatId: CHAT,
			messageId: messageId!,
			emoji: '👍',
		});
		await current.sandbox.webhooks.settled();
		expect(host.outputs[0]).toMatchObject([{ value: true }]);
	});

	it('asks again for what does not fit, so many times, and then goes on without an answer', async () => {
		const inbox = await startInbox();
		const host = await ask({
			responseType: 'value',
			valueType: 'number',
			options: { maxTries: 2, reaskText: 'Angka saja' },
		});
		await write('many');
		expect(inbox.verdicts.at(-1)).toEqual({
			taken: false,
			isForUs: true,
			reply: 'Angka saja',
			tries: 1,
		});
		expect(host.status).toBe('waiting');
		await write('very many');
		expect(inbox.verdicts.at(-1)).toEqual({ taken: true });
		expect(host.outputs).toMatchObject([
			[],
			[{ answered: false, because: 'tries', tries: 2, data: { approved: false } }],
		]);
	});

	it('is answered once, also by the same delivery twice', async () => {
		const inbox = await startInbox();
		const host = await ask();
		await write('hello?', { chatId: OTHER });
		await write('1');
		expect(host.resumed).toBe(1);
		expect(await inbox.again()).toBeNull();
	});

	it('only tells whether something would fit', async () => {
		const inbox = await startInbox();
		const host = await ask({ responseType: 'value', valueType: 'number' });
		await write('x');
		expect(await inbox.again({ look: true })).toEqual({
			taken: false,
			isForUs: true,
			fits: false,
			text: 'Shall we deliver?',
		});
		expect(host.status).toBe('waiting');
	});
});

describe('what is no answer', () => {
	const none = { taken: false, isForUs: false };
	const unverified = { ...none, isUnverified: true };

	it.each<[string, (inbox: ChatInbox) => Promise<unknown>, object]>([
		['what somebody else writes', async () => await write('1', { chatId: OTHER }), none],
		[
			'a body that nobody has signed',
			async (inbox) => {
				await write('1', { chatId: OTHER });
				return await inbox.bring(JSON.stringify({ approved: true }), 'HMAC-SHA256=00');
			},
			unverified,
		],
		[
			'a body with the signature of another secret',
			async (inbox) => {
				const body = JSON.stringify({
					event: 'question_timed_out',
					data: inbox.question,
					session: {},
				});
				return await inbox.bring(body, signatureOf(body, 'another secret'));
			},
			unverified,
		],
		['the end of its time before it is over', async (inbox) => await inbox.timeOut(), none],
	])('%s', async (_name, act, verdict) => {
		const inbox = await startInbox();
		const host = await ask({ options: limit(10) });
		await act(inbox);
		expect(inbox.verdicts.at(-1)).toEqual(verdict);
		expect(host.status).toBe('waiting');
	});

	it('what was written before it was asked', async () => {
		const inbox = await startInbox();
		await write('1');
		current.sandbox.clock.advance(2000);
		const host = await ask();
		expect(await inbox.again()).toEqual({ taken: false, isForUs: false });
		expect(host.status).toBe('waiting');
	});

	it('a form at its address', async () => {
		const inbox = await startInbox();
		const host = await ask();
		const page = await fetch(host.addressOf(inbox.question), {
			method: 'POST',
			body: new URLSearchParams({ choice: '0' }),
		});
		expect(await page.text()).toContain('Answer in WhatsApp');
		expect(host.status).toBe('waiting');
	});
});

describe('in a group', () => {
	const group = () =>
		current.sandbox.control.phoneChats('shop').find(({ jid }) => jid.endsWith('@g.us'))!.jid;
	const value = { responseType: 'value', valueType: 'yesNo' };

	it('needs the people who may approve', async () => {
		await startInbox();
		const host = await ask({}, group());
		expect(host.error?.message).toBe("'Who May Answer in a Group' is empty");
		expect(sends()).toHaveLength(0);
	});

	it('counts only what quotes the question, by those who may answer', async () => {
		const inbox = await startInbox();
		const { members } = current.sandbox.control.group('shop', group());
		const [member, other] = members.filter(({ id }) => !id.startsWith(OWN)).map(({ id }) => id);
		const host = await ask({ ...value, approverIds: member.split('@')[0] }, group());
		expect(host.error).toBeUndefined();
		const quotedId = inbox.question.messageId!;
		await write('yes', { chatId: group(), from: member });
		await write('yes', { chatId: group(), from: other, quotedId });
		expect(host.status).toBe('waiting');
		await write('yes', { chatId: group(), from: member, quotedId });
		expect(host.outputs[0]).toMatchObject([{ value: true, answeredBy: { jid: member } }]);
	});
});

describe('without an inbox', () => {
	it('says so, and sends nothing', async () => {
		const host = await ask();
		expect(host.error?.message).toBe(
			"No WARest Trigger takes the answers in the chats of session 'shop'",
		);
		expect(host.error?.description).toContain('Publish a workflow with a WARest Trigger');
		expect(sends()).toHaveLength(0);
	});

	it('that keeps what it is told, nothing is sent either', async () => {
		const inbox = await startInbox();
		inbox.remembers = 0;
		const host = await ask();
		expect(host.status).toBe('error');
		expect(sends()).toHaveLength(0);
	});
});

describe('choices as buttons', () => {
	const choice = Array.from({ length: 11 }, (_, index) => ({ label: `Table ${index + 1}` }));
	const elevenTables = { responseType: 'value', valueType: 'choice', choices: { choice } };

	it('are ten at most: more are refused, and nothing is sent', async () => {
		await startInbox();
		const host = await ask({ ...elevenTables, options: { choicesAs: 'buttons' } });
		expect(host.error?.message).toBe("'Choices' has 11 entries");
		expect(host.error?.description).toContain("'Show Choices As' to List");
		expect(sends()).toHaveLength(0);
	});

	it('may be more as a list, whose button has words of its own', async () => {
		await startInbox();
		await ask({ ...elevenTables, options: { choicesAs: 'list', listButtonText: 'Pilih meja' } });
		expect(sends().at(-1)?.body).toMatchObject({
			text: 'Shall we deliver?',
			buttonText: 'Pilih meja',
			sections: [
				{ rows: choice.map(({ label }) => expect.objectContaining({ title: label }) as object) },
			],
			image: '',
		});
	});

	it('are nothing for a question without choices', async () => {
		await startInbox();
		await ask({ responseType: 'freeText', options: { choicesAs: 'buttons' } });
		expect(sentText()).toBe('Shall we deliver?');
	});
});

describe('its time', () => {
	it('is ended by the inbox; n8n itself would do so 5 minutes later', async () => {
		const inbox = await startInbox();
		const host = await ask({ options: limit(0.001) });
		const { until } = inbox.question;
		expect(host.waitTill!.getTime() - until!).toBeGreaterThan(299_000);
		while (Date.now() < until! + 1000) await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await inbox.timeOut()).toMatchObject({ taken: true });
		expect(host.outputs).toMatchObject([[], [{ answered: false, because: 'time' }]]);
	});

	it('is over for a reaction by the clock of WARest, whatever that of the phone says', async () => {
		const inbox = await startInbox();
		const host = await ask({ options: limit(10) });
		const { messageId, until } = inbox.question;
		current.sandbox.clock.advance(660_000);
		const reaction = { chatId: CHAT, messageId: messageId!, emoji: '👍' };
		current.sandbox.control.react('shop', reaction);
		await current.sandbox.webhooks.settled();
		const saidByPhone = `"senderTimestampMs":"${until! - 60_000}"`;
		const body = inbox.last.body.replace(/"senderTimestampMs":"\d+"/, saidByPhone);
		expect(body).not.toBe(inbox.last.body);
		const { session } = JSON.parse(body) as { session: { username: string } };
		const signature = signatureOf(body, `${inbox.secret}${session.username}`);
		expect(await inbox.bring(body, signature)).toEqual({ taken: false, isForUs: false });
		expect(host.status).toBe('waiting');
	});
});

it('is forgotten if it could not be sent', async () => {
	const inbox = await startInbox();
	current.sandbox.control.fault({ path: '/api/v1/messages', action: { kind: 'cut-after' } });
	const host = await ask();
	expect(host.status).toBe('error');
	expect(inbox.questions.size).toBe(0);
});
