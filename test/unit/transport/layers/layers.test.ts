import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import type { KnownJid } from '../../../../nodes/identity/known';
import type { Reply } from '../../../../nodes/transport/body';
import { post, read } from '../../../../nodes/transport/call';
import { layered } from '../../../../nodes/transport/layers/layers';
import { ReplayLedger } from '../../../../nodes/transport/layers/replay-ledger';
import { RateLimiter } from '../../../../nodes/transport/limits/rate-limiter';
import { WaitBudget } from '../../../../nodes/transport/limits/wait-budget';
import { path } from '../../../../nodes/transport/path';
import { briefPolicy, type RequestPolicy } from '../../../../nodes/transport/request-policy';

const origin = { node: { name: 'WARest' } as INode, server: 'http://warest.test', apiKey: '' };
const list = read(path`/chats`, { sessionId: 'shop' });
const text = post(path`/messages/send/text`, {
	sessionId: 'shop',
	to: '6281200010003@s.whatsapp.net' as KnownJid,
});

const answering = (statusCode: number, body: unknown, headers: IDataObject = {}): Reply => ({
	statusCode,
	headers,
	body: body as IDataObject,
});
const enveloped = (code: number, results: IDataObject[] = []) => ({
	status: code === 1000,
	code,
	message: 'So it is',
	results,
});
const done = answering(200, enveloped(1000, [{ id: 'A1' }]));
const refusal = answering(400, enveloped(2000));
const cut: Reply = { error: Object.assign(new Error('cut'), { code: 'ECONNRESET' }) };

/** A server that gives these answers, one after the other, and all layers before it. */
function behindLayers(
	replies: Reply[],
	{ sessions = [], ...own }: Partial<RequestPolicy> & { sessions?: IDataObject[] } = {},
) {
	const policy = { ...briefPolicy(), ...own };
	const left = [...replies];
	const send = layered(
		{ origin, policy, limiter: new RateLimiter(), sessions: async () => sessions },
		async () => left.shift() ?? { error: new Error('One request too many') },
	);
	return { send, policy, left };
}

/** The ledgers of the tries of one item. */
function tries() {
	const memory = {};
	const context = { getContext: () => memory } as unknown as IExecuteFunctions;
	const item = { json: {} };
	return () => ReplayLedger.of(context, item, 0, 0);
}

it('takes what the server gave out of its envelope', async () => {
	const { send } = behindLayers([done]);
	expect((await send(list)).results).toEqual([{ id: 'A1' }]);
});

it('takes no page for an answer', async () => {
	const { send } = behindLayers([answering(200, null)]);
	await expect(send(list)).rejects.toThrow('does not answer like WARest');
});

it('says of a "no" in which state the session is', async () => {
	const sessions = [{ id: 'shop', status: 'logged_out' }];
	const { send } = behindLayers([answering(409, enveloped(1106))], { sessions });
	await expect(send(list)).rejects.toThrow("Session 'shop' was logged out on the phone");
});

it('tries a look-up again whose connection was cut', async () => {
	const { send, left } = behindLayers([cut, done]);
	expect(await send(list)).toMatchObject({ succeeded: true });
	expect(left).toEqual([]);
});

it('tries no change again whose connection was cut', async () => {
	const { send, left } = behindLayers([cut, done]);
	await expect(send(text)).rejects.toMatchObject({ outcome: 'unknown' });
	expect(left).toEqual([done]);
});

it('waits after a 429, and asks again', async () => {
	const busy = answering(429, { error: 'Too many requests' }, { 'retry-after': '0.1' });
	const { send, policy } = behindLayers([busy, done]);
	expect(await send(text)).toMatchObject({ succeeded: true });
	expect([...policy.budget.waited.keys()]).toEqual(["WARest's temporary block on requests"]);
});

it('counts each try for the limits of the server', async () => {
	const reset = String(Math.ceil(Date.now() / 1000) + 60);
	const last = {
		'x-ratelimit-limit': '60',
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': reset,
	};
	const { send, left } = behindLayers([answering(503, null, last), done]);
	await expect(send(list)).rejects.toThrow(/is possible in \d+ s, because of WARest's rate limit/);
	expect(left).toEqual([done]);
});

it('makes a change once in all tries of an item, and waits for no limit to give it again', async () => {
	const ledger = tries();
	await behindLayers([done], { ledger: ledger() }).send(text);
	const full = { obstacle: () => ({ milliseconds: Infinity, why: 'it' }) };
	const { send } = behindLayers([], {
		ledger: ledger(),
		gate: { ...full, pass: () => () => {}, leave: () => {} },
		budget: new WaitBudget({ limit: 0 }),
	});
	expect((await send(text)).results).toEqual([{ id: 'A1' }]);
});

it('makes a change again that an earlier try was refused', async () => {
	const ledger = tries();
	await expect(behindLayers([refusal], { ledger: ledger() }).send(text)).rejects.toThrow(
		'So it is',
	);
	const { send } = behindLayers([done], { ledger: ledger() });
	expect(await send(text)).toMatchObject({ succeeded: true });
});

it('looks up anew in each try what changes nothing', async () => {
	const ledger = tries();
	await behindLayers([done], { ledger: ledger() }).send(list);
	const { send, left } = behindLayers([done], { ledger: ledger() });
	await send(list);
	expect(left).toEqual([]);
});

it('notes what became of each change, and nothing of look-ups', async () => {
	const { send, policy } = behindLayers([refusal, done, cut]);
	await expect(send(text)).rejects.toThrow('So it is');
	expect(policy.changes).toMatchObject({ ofFailure: 'not done', arePartlyDone: false });
	await send(list);
	expect(policy.changes).toMatchObject({ ofFailure: 'not done', arePartlyDone: false });
	await expect(send(text)).rejects.toThrow('was lost');
	expect(policy.changes).toMatchObject({ ofFailure: 'unknown', arePartlyDone: false });
});

it('notes a change as done that an earlier try made', async () => {
	const ledger = tries();
	await behindLayers([done], { ledger: ledger() }).send(text);
	const { send, policy } = behindLayers([], { ledger: ledger() });
	await send(text);
	expect(policy.changes.arePartlyDone).toBe(true);
});
