import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { Stored } from '../../tools/host/n8n-client';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { getStage, restartN8n, signedIn } from './stage';
import {
	free,
	ofN8n,
	sandbox,
	SESSION,
	sharedBy,
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
		expect(await slot(({ url }) => url === stranger.url)).toMatchObject(before);
		await write('for the other program');
		await settle();
		expect(stranger.requests.map(({ body }) => body.data.text)).toEqual(['for the other program']);
	} finally {
		await configure('', 'nobody uses this secret');
		await stranger.close();
	}
});

it('shares the session with other workflows and with a test, and each starts with each event', async () => {
	const [first, second, third] = [
		await start('First'),
		await start('Second'),
		await start('Third'),
	];
	const { url } = await slot(sharedBy(3));
	await write('for the three');
	await client.listen(second, 'WARest Trigger');
	await slot(sharedBy(4));
	await write('for the test, too');
	await slot(sharedBy(3));
	await stop(first);
	expect((await slot(sharedBy(2))).url).not.toBe(url);
	await write('for two');
	const heard = ['for the three', 'for the test, too'];
	expect(textsOf(await client.executions(first, 2))).toEqual(heard);
	const executions = await client.executions(second, 4);
	expect(textsOf(executions).sort()).toEqual([...heard, 'for the test, too', 'for two'].sort());
	expect(executions.filter(({ mode }) => mode === 'manual')).toHaveLength(1);
	expect(textsOf(await client.executions(third, 3))).toEqual([...heard, 'for two']);
});

it('shares the session again after a restart of n8n', async () => {
	const workflows = [await start('Before'), await start('And after')];
	await slot(sharedBy(2));
	await restartN8n(stage);
	await slot(sharedBy(2), UNTIL_THE_NEXT_CHECK);
	await write('after the restart');
	for (const workflow of workflows) {
		expect(textsOf(await client.executions(workflow, 1))).toEqual(['after the restart']);
	}
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
	// The history knows whole seconds: what was written in the one of the publication is caught up, too.
	await wait(1000 - (Date.now() % 1000));
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
