import type { IDataObject } from 'n8n-workflow';
import { createGroup } from '../../sandbox/world/groups';
import { fakeTimeOfDay } from '../support/fake-time';
import { reached, useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { WaitingHost } from '../support/waiting-host';
import { byId } from '../support/warest';

// Only the time of day stands still, until a test lets it pass.
fakeTimeOfDay();
afterAll(() => jest.useRealTimers());

const current = useSandbox({ world: 'demo' });
const SARI = '6281200648390@s.whatsapp.net';
const BUDI = '6281200010001@s.whatsapp.net';
const GROUP = '120363000000000077@g.us';
const MINUTE = 60_000;
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const each of closing.splice(0)) await each.close();
});

const control = () => current.sandbox.control;
const session = (id = 'shop') => control().session(id);

async function publish(first = 'shop', more: string[] = []): Promise<TriggerHost> {
	const moreSessions = { session: more.map((id) => ({ sessionId: byId(id) })) };
	const host = await TriggerHost.start(current.account, {
		sessionId: byId(first),
		events: ['message'],
		options: { catchUp: true, ...(more.length > 0 && { moreSessions }) },
	});
	closing.push(host);
	await host.activate();
	return host;
}

/** An execution asks for five minutes. */
async function ask(n8n: TriggerHost, chat: string, more: IDataObject = {}): Promise<WaitingHost> {
	const values = { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'minutes' };
	const host = await WaitingHost.start(current.account, {
		parameters: {
			sessionId: byId('shop'),
			to: byId(chat),
			message: 'Shall we deliver?',
			options: { limitWaitTime: { values } },
			...more,
		},
		n8n,
	});
	expect(host.error).toBeUndefined();
	return host;
}

const write = async (chatId: string, text: string, more: object = {}, id = 'shop') => {
	control().incoming(id, { chatId, text, ...more });
	await current.sandbox.webhooks.settled();
};

/** WARest has erased the webhook of a session, and a program has set its own. */
async function programTakes(trigger: TriggerHost, id = 'shop'): Promise<void> {
	trigger.pause(401);
	await write(BUDI, 'Hello', {}, id);
	trigger.resume();
	const stored = { url: `${trigger.origin}/somebody-else`, secret: 'theirs' };
	session(id).webhook = { stored, shown: null };
}

/** WARest's limits allow no look-up of a hidden number. */
const refuseLookUps = () =>
	control().fault({
		path: '/api/v1/misc/whatsapp/resolve',
		times: 99,
		action: { kind: 'answer', status: 429, headers: { 'retry-after': '60' } },
	});

const pass = (minutes: number) => jest.setSystemTime(Date.now() + minutes * MINUTE);

/** A check, which says that the webhook is another's, or says so no more. */
const check = async (trigger: TriggerHost) => {
	await trigger.poll().catch((error: Error) => {
		expect(error.message).toContain('belongs to');
	});
};

const ends = (hosts: WaitingHost[]) =>
	hosts.map(({ status, outputs: [answered, unanswered] }) => {
		if (status === 'waiting') return 'waits';
		return answered.length > 0 ? answered[0].value : unanswered[0].because;
	});

const pagesRead = () => reached(current.sandbox, /chats\/.*\/messages/).length;

describe('while another program has the webhook, a question whose time is over goes on', () => {
	it.each([0, 3])(
		'with an answer in time, though WARest lists the chat by a hidden number, and refuses %d times to say whose it is',
		async (refusals) => {
			const lid = '6281299000000@lid';
			const contacts = session().contacts;
			contacts.set(SARI, { jid: SARI, name: 'Sari', lid });
			contacts.set(lid, { jid: lid, name: 'Sari', lid: null });
			const trigger = await publish();
			const host = await ask(trigger, SARI);
			await programTakes(trigger);
			await write(lid, '1');
			if (refusals > 0) refuseLookUps();
			pass(5);
			for (let left = refusals; left > 0; left--) {
				pass(1);
				await check(trigger);
				expect(ends([host])).toEqual(['waits']);
			}
			control().clearFaults();
			pass(1);
			await check(trigger);
			expect(ends([host])).toEqual([true]);
		},
	);

	it('at once, however many strangers with hidden numbers have written', async () => {
		const trigger = await publish();
		const hosts = [await ask(trigger, SARI), await ask(trigger, BUDI)];
		await programTakes(trigger);
		for (let index = 10; index < 40; index++) await write(`1280000000${index}@lid`, 'Hello');
		await write(SARI, '1');
		current.sandbox.control.resetRequests();
		pass(6);
		await check(trigger);
		expect(ends(hosts)).toEqual([true, 'time']);
		expect(reached(current.sandbox, /resolve|on-whatsapp/).length).toBeLessThanOrEqual(3);
	});

	it('with an answer from the number, though WARest refuses to say who else writes', async () => {
		const trigger = await publish();
		const hosts = [await ask(trigger, SARI), await ask(trigger, BUDI)];
		await programTakes(trigger);
		await write('128000000010@lid', 'Hello');
		await write(SARI, '1');
		refuseLookUps();
		pass(6);
		await check(trigger);
		expect(ends(hosts)).toEqual([true, 'waits']);
	});

	it('with an answer from a hidden number that WARest had not known before', async () => {
		session().contacts.set(SARI, { jid: SARI, name: 'Sari', lid: null });
		const trigger = await publish();
		const first = await ask(trigger, SARI);
		await programTakes(trigger);
		pass(6);
		await check(trigger);
		session().webhook = { stored: { url: '', secret: '' }, shown: null };
		await check(trigger);
		const second = await ask(trigger, SARI);
		await programTakes(trigger);
		const lid = '6281299000000@lid';
		session().contacts.set(SARI, { jid: SARI, name: 'Sari', lid });
		session().contacts.set(lid, { jid: lid, name: 'Sari', lid: null });
		await write(lid, '1');
		pass(6);
		await check(trigger);
		expect(ends([first, second])).toEqual(['time', true]);
	});

	it('with an answer in time, however many chats are to be read: check by check', async () => {
		const chats = Array.from(
			{ length: 20 },
			(_, index) => `62812000500${index + 10}@s.whatsapp.net`,
		);
		const trigger = await publish();
		const hosts: WaitingHost[] = [];
		for (const chat of chats) hosts.push(await ask(trigger, chat));
		await programTakes(trigger);
		for (const chat of chats) await write(chat, '1');
		pass(6);
		await check(trigger);
		expect(ends(hosts)).toEqual([...Array(15).fill(true), ...Array(5).fill('waits')]);
		expect(pagesRead()).toBe(15);
		pass(1);
		await check(trigger);
		expect(ends(hosts)).toEqual(Array(20).fill(true));
	});

	it('with an answer in time or without one, though another session of the workflow is not connected', async () => {
		const trigger = await publish('support', ['shop']);
		const [answered, unanswered] = [await ask(trigger, SARI), await ask(trigger, BUDI)];
		await programTakes(trigger);
		await write(SARI, '1');
		control().drop('support', 'reconnecting');
		pass(6);
		await check(trigger);
		expect(ends([answered, unanswered])).toEqual([true, 'time']);
	});

	it('in a group, though WARest cannot say yet who talks there about something else', async () => {
		const talker = '6281299000000@lid';
		session().contacts.set(talker, { jid: talker, name: 'Somebody', lid: null });
		createGroup({
			session: session(),
			id: GROUP,
			subject: 'Team',
			creation: Math.floor(Date.now() / 1000) - 86_400,
			members: [
				{ id: BUDI, admin: 'superadmin' },
				{ id: talker, admin: null },
			],
		});
		const trigger = await publish();
		const host = await ask(trigger, GROUP, { approverIds: BUDI.split('@')[0] });
		const quotedId = control().phoneMessages('shop', GROUP).at(-1)!.id;
		await programTakes(trigger);
		refuseLookUps();
		await write(GROUP, 'Good morning', { from: talker });
		await write(GROUP, '1', { from: BUDI, quotedId });
		pass(6);
		await check(trigger);
		expect(ends([host])).toEqual([true]);
	});
});

it('checks that overlap read each chat once', async () => {
	const trigger = await publish();
	const host = await ask(trigger, SARI);
	await programTakes(trigger);
	await write(SARI, '1');
	pass(6);
	await Promise.all([check(trigger), check(trigger)]);
	expect(pagesRead()).toBe(1);
	expect(ends([host])).toEqual([true]);
});

it('an answer counts in the whole second in which the time ends, also by a delivery', async () => {
	const trigger = await publish();
	const start = Math.ceil(Date.now() / 1000) * 1000;
	jest.setSystemTime(start + 500);
	const [first, second] = [await ask(trigger, SARI), await ask(trigger, BUDI)];
	jest.setSystemTime(start + 5 * MINUTE + 900);
	await write(SARI, '1');
	jest.setSystemTime(start + 5 * MINUTE + 1000);
	await write(BUDI, '1');
	pass(1);
	await check(trigger);
	expect(ends([first, second])).toEqual([true, 'time']);
});
