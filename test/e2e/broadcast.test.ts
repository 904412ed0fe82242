import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { chosen, pinWorkflow, SANDBOX_EXAMPLE } from '../../tools/host/demo';
import { writeAs } from './phone';
import { getStage, killN8n, signedIn } from './stage';
import { sandbox } from './trigger-scene';

const stage = getStage();
const client = signedIn(stage);
const { session } = SANDBOX_EXAMPLE;
const text = `Open until nine today (${randomUUID()})`;
const chats = Array.from(
	{ length: 20 },
	(_, index) => `${6_281_300_040_000 + index}@s.whatsapp.net`,
);

/** Who got the text, once for each time. */
async function receivers(): Promise<string[]> {
	const { data } = await sandbox.get<{ sent: Array<{ jid: string; text: string | null }> }>(
		'/control/sent',
	);
	return data.sent.filter((message) => message.text === text).map(({ jid }) => jid);
}

it('goes on where a killed n8n stopped: nobody gets it twice, and nobody is left out', async () => {
	for (const chat of chats) await writeAs(stage.sandbox.url, session.value, chat);
	const draft = pinWorkflow('Broadcast', stage.credential);
	const [trigger, node] = draft.nodes;
	node.parameters = {
		resource: 'messages',
		operation: 'sendText',
		sessionId: chosen(session),
		to: { __rl: true, mode: 'number', value: '={{ $json.chat }}' },
		message: text,
		options: { skipIfSent: 24 },
		pace: { pause: 1, jitter: 0 },
	};
	const pinData = { [trigger.name]: chats.map((chat) => ({ json: { chat } })) };
	const workflow = await client.createWorkflow({ ...draft, pinData });
	const run = async () => await client.run(workflow, { from: trigger.name, to: node.name });

	const killed = run().catch(() => null);
	while ((await receivers()).length < 5) await wait(100);
	await killN8n(stage);
	expect((await killed)?.status).not.toBe('success');
	const before = await receivers();
	expect(before.length).toBeLessThan(chats.length);

	const { status, data } = await run();
	expect(status).toBe('success');
	expect((await receivers()).sort()).toEqual([...chats].sort());
	const [items = []] = data.resultData.runData[node.name][0].data?.main ?? [];
	const skipped = (items ?? []).filter(({ json }) => json.skipped === true);
	expect(skipped.map(({ json }) => json.toJid).sort()).toEqual(before.sort());
});
