import { TriggerHost } from '../support/trigger-host';
import { useSandbox } from '../support/sandbox';
import { byId, runnerOf } from '../support/warest';

const current = useSandbox();
const run = runnerOf(current, 'sessions', { sessionId: byId('shop') });
const closing: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

async function startHost() {
	const host = await TriggerHost.start(current.account, { events: ['message'] });
	closing.push(host);
	return host;
}

const seenFrom = async (n8n?: string) => (await run('getSession', {}, { n8n })).items[0].json;
const set = async (webhookUrl: string, webhookSecret = 'a-long-enough-secret') =>
	await run('updateConfig', { options: { webhookUrl, webhookSecret } });

describe('Get Session says who has the webhook:', () => {
	it('workflows of this n8n, without what stands in the address for them', async () => {
		const first = await startHost();
		const second = first.addWorkflow();
		for (const host of [first, second]) await host.activate();
		const { origin } = new URL(first.url);
		const session = await seenFrom(origin);
		expect(session).toMatchObject({
			webhook: 'A WARest Trigger of this n8n has it: 2 workflows',
			webhookOwner: 'thisN8n',
			webhookUrl: first.url,
		});
		expect(JSON.stringify(session)).not.toContain(second.webhookId);
	});

	it('a workflow of another n8n', async () => {
		const host = await startHost();
		await host.activate();
		expect(await seenFrom('https://n8n.example.com')).toMatchObject({
			webhook: 'A WARest Trigger of another n8n has it',
			webhookOwner: 'otherN8n',
			webhookUrl: host.url,
		});
	});

	it('nobody once the workflow is unpublished, although WARest shows its address again', async () => {
		const host = await startHost();
		await host.activate();
		const { stored } = current.sandbox.control.connection('shop').webhook;
		await host.deactivate();
		const { secret } = current.sandbox.control.connection('shop').webhook.stored;
		current.sandbox.control.session('shop').webhook.stored = { url: stored.url, secret };
		expect(await seenFrom(new URL(host.url).origin)).toMatchObject({ webhookOwner: 'nobody' });
	});

	it('another program, whose login nobody sees', async () => {
		await set('https://ann:s3cret@crm.example.com/hook?token=t0ken');
		const session = await seenFrom();
		expect(session).toMatchObject({
			webhook: 'Another program has it',
			webhookOwner: 'program',
			webhookUrl: 'https://crm.example.com/hook',
		});
		expect(JSON.stringify(session)).not.toMatch(/s3cret|t0ken|a-long-enough/);
	});

	it('a trigger of this n8n that was set up by hand', async () => {
		await set('http://n8n.test/webhook/1/warest');
		expect(await seenFrom()).toMatchObject({
			webhook: 'A WARest Trigger of this n8n has it, with another account or set up by hand',
			webhookOwner: 'thisN8n',
		});
	});

	it('that it is switched off', async () => {
		current.sandbox.control.session('shop').webhook.stored = {
			url: 'http://a.test',
			secret: 'off',
		};
		expect(await seenFrom()).toMatchObject({
			webhook: 'It is switched off: its secret is too short',
			webhookOwner: 'nobody',
		});
	});
});

it.each([
	['replaced', "Session 'shop' was replaced: another program took over its connection"],
	['stopped', "Session 'shop' is logged out or stopped"],
	['reconnecting', "Session 'shop' lost its connection to WhatsApp and is reconnecting"],
] as const)('says in words that a session is %s, and what to do', async (status, state) => {
	current.sandbox.control.drop('shop', status);
	expect(await seenFrom()).toMatchObject({
		connected: false,
		status,
		state,
		advice: expect.any(String),
		connectedSince: null,
	});
});

it('says so when there is no such session', async () => {
	const { error } = await run('getSession', { sessionId: byId('nosuch') });
	expect(error?.message).toBe("Session 'nosuch' does not exist");
});
