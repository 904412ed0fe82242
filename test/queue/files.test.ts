import axios from 'axios';
import type { IBinaryData } from 'n8n-workflow';
import { createHash, randomBytes } from 'node:crypto';
import type { ExecutionRecord } from '../../tools/host/n8n-client';
import { record, secondsSince } from './figures';
import { Phone, SHOP, SUPPORT } from './phone';
import { publish } from './runs';
import { getStage, signedIn } from './stage';
import { byHand, chain, warest, warestTrigger, webhook } from './workflows';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_320_000_000);
const MB = 1024 * 1024;

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The file that a node of an execution returned. */
function fileOf({ data }: ExecutionRecord, node: string): IBinaryData {
	const file = Object.values(
		data.resultData.runData[node][0].data?.main?.[0]?.[0]?.binary ?? {},
	)[0];
	if (!file) throw new Error(`${node} gave no file`);
	return file;
}

it('sends a file that the webhook process took and a worker gets from the database', async () => {
	const bytes = randomBytes(20 * MB);
	const [{ to }] = phone.orders(1);
	const workflow = await publish(
		client,
		chain(
			'Send a file',
			webhook('file'),
			warest(stage, 'Send', 'messages', {
				operation: 'sendDocument',
				sessionId: SHOP,
				to: byHand(to),
				binaryPropertyName: 'catalogue',
			}),
		),
	);
	const begun = Date.now();
	const form = new FormData();
	form.set('catalogue', new Blob([bytes], { type: 'application/pdf' }), 'catalogue.pdf');
	await axios.post(`${stage.url}/webhook/file`, form, { proxy: false });
	const [execution] = await client.executions(workflow, 1);
	const seconds = secondsSince(begun);
	expect(execution.status).toBe('success');
	expect(fileOf(execution, 'Webhook').id).toMatch(/^database:/);
	const arrived = await phone.sentTo([{ to, text: '' }]);
	expect(arrived.map(({ file }) => file)).toEqual([
		expect.objectContaining({ name: 'catalogue.pdf', size: bytes.length, sha256: hash(bytes) }),
	]);
	record('file-sent', {
		megabytes: 20,
		copiesOnThePhone: arrived.length,
		bytesEqual: true,
		seconds,
	});
});

it('downloads a file that somebody sent, and sends it back', async () => {
	const bytes = randomBytes(5 * MB);
	const [{ to }] = phone.orders(1);
	const workflow = await publish(
		client,
		chain(
			'Send a file back',
			warestTrigger(stage, SUPPORT, { downloadMedia: true }),
			warest(stage, 'Send', 'messages', {
				operation: 'sendDocument',
				sessionId: SUPPORT,
				to: byHand('={{ $json.chatId }}'),
				binaryPropertyName: 'data',
			}),
		),
	);
	const begun = Date.now();
	const file = { base64: bytes.toString('base64'), name: 'bill.pdf', mimeType: 'application/pdf' };
	await phone.write(SUPPORT, to, { kind: 'document', file });
	const [execution] = await client.executions(workflow, 1);
	const seconds = secondsSince(begun);
	await client.deactivate(workflow);
	expect(execution.status).toBe('success');
	// Main shows in the editor what a worker has stored.
	const { id = '' } = fileOf(execution, 'WARest Trigger');
	expect(id).toMatch(/^database:/);
	expect(hash(await client.file(id))).toBe(hash(bytes));
	const arrived = await phone.sentTo([{ to, text: '' }]);
	expect(arrived.map((message) => message.file?.sha256)).toEqual([hash(bytes)]);
	record('file-downloaded', {
		megabytes: 5,
		copiesOnThePhone: arrived.length,
		bytesEqual: true,
		seconds,
	});
});
