import type { ExecutionRecord } from '../../tools/host/n8n-client';
import { record, secondsSince } from './figures';
import { Phone, SHOP } from './phone';
import { post, publish, Sender, takers } from './runs';
import { getStage, signedIn } from './stage';
import { byHand, chain, splitOut, warest, webhook } from './workflows';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_310_000_000);

const itemsOf = ({ data }: ExecutionRecord, node: string) =>
	data.resultData.runData[node].flatMap(({ data: output }) => output?.main?.[0] ?? []);

it('sends 1,000 items of one execution once each, and reads them back', async () => {
	const expected = phone.orders(1000);
	const sender = await Sender.publish(stage, client, 'thousand');
	const begun = Date.now();
	await sender.send(expected);
	const [execution] = await client.executions(sender.workflow, 1);
	const sendingSeconds = secondsSince(begun);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Send').map(({ pairedItem }) => pairedItem)).toEqual(
		expected.map((_order, item) => ({ item })),
	);
	const tally = await phone.tally(expected);
	expect(tally).toEqual({ arrived: 1000, missing: 0, twice: 0 });

	const reader = await publish(
		client,
		chain(
			'Read',
			webhook('read'),
			splitOut,
			warest(stage, 'Read', 'chats', {
				operation: 'getChatMessages',
				sessionId: SHOP,
				chatId: byHand('={{ $json.to }}'),
				limit: 1,
			}),
		),
	);
	const readingBegun = Date.now();
	await post(stage, 'read', { items: expected });
	const [reading] = await client.executions(reader, 1);
	const readingSeconds = secondsSince(readingBegun);
	expect(reading.status).toBe('success');
	expect(itemsOf(reading, 'Read').map(({ json }) => json.text)).toEqual(
		expected.map(({ text }) => text),
	);
	record('one-execution', { items: 1000, ...tally, sendingSeconds, readingSeconds });
});

it('sends 1,000 items of ten executions once each, with both workers', async () => {
	const expected = phone.orders(1000);
	const sender = await Sender.publish(stage, client, 'ten-times-hundred');
	const begun = Date.now();
	const batches = Array.from({ length: 10 }, (_, n) => expected.slice(n * 100, (n + 1) * 100));
	await Promise.all(batches.map(async (batch) => await sender.send(batch)));
	const executions = await client.executions(sender.workflow, 10);
	const seconds = secondsSince(begun);
	expect(executions.map(({ status }) => status)).toEqual(Array(10).fill('success'));
	expect(executions.flatMap((execution) => itemsOf(execution, 'Send'))).toHaveLength(1000);
	const tally = await phone.tally(expected);
	expect(tally).toEqual({ arrived: 1000, missing: 0, twice: 0 });
	const ids = await client.started(sender.workflow, 10);
	const taken = (await Promise.all(ids.map(async (id) => await takers(stage, id)))).flat();
	expect(taken).toHaveLength(10);
	expect(new Set(taken)).toEqual(new Set(['workerA', 'workerB']));
	record('ten-executions', {
		items: 1000,
		...tally,
		seconds,
		executionsOfWorkerA: taken.filter((role) => role === 'workerA').length,
		executionsOfWorkerB: taken.filter((role) => role === 'workerB').length,
	});
});
