import type { INodeParameters } from 'n8n-workflow';
import type { Stored } from '../../tools/host/n8n-client';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { getStage, restartN8n, signedIn } from './stage';
import {
	free,
	ofN8n,
	ofTest,
	sandbox,
	SESSION,
	slot,
	textsOf,
	triggerWorkflow,
	write,
} from './trigger-scene';

const stage = getStage();
const client = signedIn(stage);
/** The default of Check Every is a minute. */
const UNTIL_THE_NEXT_CHECK = 75;

let active: Stored[] = [];
type Started = Awaited<ReturnType<typeof client.createWorkflow>>;

async function start(name: string, parameters?: INodeParameters): Promise<Started> {
	const workflow = await client.createWorkflow(triggerWorkflow(name, parameters));
	active.push(workflow);
	await client.activate(workflow);
	return workflow;
}

const stop = async (workflow: Stored) => {
	active = active.filter(({ id }) => id !== workflow.id);
	await client.deactivate(workflow);
};

afterEach(async () => {
	for (const workflow of active) await stop(workflow);
	await slot(free);
});

const settle = async () => await sandbox.post('/control/webhooks/settled');
const configure = async (webhookUrl: string, webhookSecret: string) =>
	await sandbox.post(`/api/v1/session/${SESSION}/config`, { webhookUrl, webhookSecret });

it('restores the webhook that it replaced when it is deactivated', async () => {
	const stranger = await Receiver.start();
	try {
		const before = { url: stranger.url, secret: 'the secret of the other program' };
		await configure(before.url, before.secret);
		const workflow = await start('Taking over', { options: { takeOver: true } });
		await slot(ofN8n);
		await write('for n8n');
		expect(textsOf(await client.executions(workflow, 1))).toEqual(['for n8n']);
		await stop(workflow);
		expect(await slot(({ url }) => url === stranger.url)).toEqual(before);
		await write('for the other program');
		await settle();
		expect(stranger.requests.map(({ body }) => body.data.text)).toEqual(['for the other program']);
	} finally {
		await configure('', 'nobody uses this secret');
		await stranger.close();
	}
});

it('refuses a second workflow for the same session, and the first one keeps its events', async () => {
	const first = await start('First');
	const { url } = await slot(ofN8n);
	const second = await client.createWorkflow(triggerWorkflow('Second'));
	active.push(second);
	await expect(client.activate(second)).rejects.toThrow(
		`The webhook of session '${SESSION}' belongs to ${url}`,
	);
	expect((await slot(ofN8n)).url).toBe(url);
	await write('for the first');
	expect(textsOf(await client.executions(first, 1))).toEqual(['for the first']);
	await stop(second);
	expect((await slot(ofN8n)).url).toBe(url);
});

it('catches a test event beside the active workflow, which then gets the webhook back', async () => {
	const workflow = await start('Tested while active');
	const { url } = await slot(ofN8n);
	await client.listen(workflow, 'WARest Trigger');
	await slot(ofTest);
	await write('for the test');
	await client.executions(workflow, 1);
	expect((await slot(ofN8n)).url).toBe(url);
	await write('for the active workflow');
	const executions = await client.executions(workflow, 2);
	expect(textsOf(executions)).toEqual(['for the test', 'for the active workflow']);
	expect(executions.map(({ mode }) => mode)).toEqual(['manual', 'webhook']);
});

it('receives events again after a restart of WARest and after a reconnect of the session', async () => {
	const workflow = await start('Through trouble');
	await slot(ofN8n);
	await sandbox.post('/control/restart');
	await sandbox.get(`/api/v1/session/reconnect?sessionId=${SESSION}`);
	await slot(ofN8n, UNTIL_THE_NEXT_CHECK);
	await write('after the trouble');
	expect(textsOf(await client.executions(workflow, 1))).toEqual(['after the trouble']);
});

it('catches up once, after a restart of n8n, on what came in the meantime', async () => {
	const workflow = await start('Catching up', { options: { catchUp: true } });
	await slot(ofN8n);
	await write('before');
	await client.executions(workflow, 1);
	await configure('', 'nobody uses this secret');
	await write('missed');
	await restartN8n(stage);
	await slot(ofN8n);
	await client.executions(workflow, 2);
	await write('after');
	const executions = await client.executions(workflow, 3);
	expect(textsOf(executions)).toEqual(['before', 'missed', 'after']);
});

it('carries on after a restart of n8n, and takes no event twice', async () => {
	const workflow = await start('Through a restart');
	const { url } = await slot(ofN8n);
	await write('before');
	await settle();
	const { deliveries } = (await sandbox.get<{ deliveries: unknown[] }>('/control/webhooks')).data;
	await client.executions(workflow, 1);
	await restartN8n(stage);
	expect((await slot(ofN8n)).url).toBe(url);
	const { data } = await sandbox.post<{ status: number }>('/control/webhooks/redeliveries', {
		index: deliveries.length - 1,
	});
	expect(data.status).toBe(200);
	await write('after');
	expect(textsOf(await client.executions(workflow, 2))).toEqual(['before', 'after']);
});
