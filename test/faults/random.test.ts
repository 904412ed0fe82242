import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { startEngine } from '../support/engine';
import { dotPicture } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';
import * as faults from './faults';
import { pass, startProxy, type Treatment } from './proxy';
import type { Tally } from './tally';

const SEED = Number(process.env.FAULT_SEED ?? 20261122);
const EXECUTIONS = 10;
const ITEMS_EACH = 1000;

/** How many of a thousand requests fail in each way; the others pass. */
const MIXTURE: Array<[share: number, treatment: Treatment]> = [
	[40, faults.resetBefore],
	[40, faults.resetAfter],
	[30, faults.resetInAnswer],
	[20, faults.halfAnswer],
	[10, faults.emptyAnswer],
	[10, faults.pageInstead(200, 'Welcome')],
	[10, faults.pageAfter(200, 'Welcome')],
	[20, faults.answerAs('text/html')],
	[20, faults.pageInstead(502, '502 Bad Gateway')],
	[20, faults.pageAfter(502, '502 Bad Gateway')],
	[10, faults.errorInstead(503, 'Service Unavailable')],
	[10, faults.errorAfter(503, 'Service Unavailable')],
	[10, faults.pageAfter(504, '504 Gateway Time-out')],
	[5, faults.redirectTo('http://127.0.0.1:1')],
	[5, faults.tooManyRequests],
	[5, faults.quotaExceeded],
	[15, faults.cooldown],
	[3, faults.neverAnswers],
	[3, faults.slowHeaders],
	[2, faults.stalledBody],
	[2, faults.slowBody],
	[1, faults.gzipBomb],
];

/** A number from 0 to 999 that is always the same for the same text. */
const draw = (text: string) =>
	createHash('sha256').update(`${SEED} ${text}`).digest().readUInt32BE() % 1000;

/** What happens to the nth request for an item, whichever item comes first. */
function fate(item: string, nth: number): Treatment | null {
	let place = draw(`${item} ${nth}`);
	for (const [share, treatment] of MIXTURE) {
		if (place < share) return treatment;
		place -= share;
	}
	return null;
}

const MARK = /item-\d+-\d+/;

const marks = (execution: number) =>
	Array.from({ length: ITEMS_EACH }, (_none, index) => `item-${execution}-${index}`);

/** A chat of its own for each item. */
const recipient = (execution: number, index: number) =>
	`62812${String(execution * ITEMS_EACH + index).padStart(8, '0')}`;

interface Step {
	operation: [string, string];
	parameters: IDataObject;
	binary?: INodeExecutionData['binary'];
}

const TEXT: Step = {
	operation: ['messages', 'sendText'],
	parameters: { message: '={{ $json.mark }}' },
};
const FILE: Step = {
	operation: ['messages', 'sendDocument'],
	parameters: {
		source: 'binary',
		binaryPropertyName: 'data',
		options: { caption: '={{ $json.mark }}' },
	},
	binary: dotPicture,
};

/** Sends the messages of one execution through their own proxy; returns what each item said. */
async function execution(sandbox: Sandbox, number: number, counts: Tally) {
	const nth = new Map<string, number>();
	const proxy = await startProxy(sandbox.url, async (exchange) => {
		const [item = ''] = MARK.exec((await exchange.body()).toString('latin1')) ?? [];
		nth.set(item, (nth.get(item) ?? 0) + 1);
		const treatment = fate(item, nth.get(item)!);
		counts.requests += 1;
		if (treatment) counts.faults += 1;
		await (treatment ?? pass)(exchange);
	});
	const { operation, parameters, binary } = number % 5 === 4 ? FILE : TEXT;
	const { items } = await runWarest(
		{ baseUrl: proxy.url, apiKey: sandbox.apiKey },
		operation,
		{
			sessionId: byId('demo'),
			to: byId('={{ $json.to }}'),
			...parameters,
			pace: { timeout: 10, parallel: 10 },
		},
		{
			items: marks(number).map((mark, index) => ({
				json: { mark, to: recipient(number, index) },
				binary,
			})),
			settings: { onError: 'continueRegularOutput' },
		},
	);
	await proxy.close();
	return items;
}

/** What an item says about its message. */
function told({ json: { sent, error } }: INodeExecutionData): 'sent' | 'doubted' | 'failed' {
	if (sent === true) return 'sent';
	return /check on the phone/i.test(String(error)) ? 'doubted' : 'failed';
}

beforeAll(startEngine);

it('10,000 messages and random faults: nothing twice, nothing lost without a word', async () => {
	const sandbox = await startSandbox({ world: 'recorded' });
	const tally: Tally = {
		seed: SEED,
		executions: EXECUTIONS,
		items: EXECUTIONS * ITEMS_EACH,
		requests: 0,
		faults: 0,
		delivered: 0,
		failed: 0,
		doubtedAndSent: 0,
		doubtedAndNotSent: 0,
		duplicates: 0,
		mistold: 0,
	};
	const outputs = await Promise.all(
		Array.from(
			{ length: EXECUTIONS },
			async (_none, number) => await execution(sandbox, number, tally),
		),
	);
	const onPhone = new Map<string, number>();
	for (const { text } of sandbox.control.sent) {
		const [mark = ''] = MARK.exec(text ?? '') ?? [];
		onPhone.set(mark, (onPhone.get(mark) ?? 0) + 1);
	}
	await sandbox.close();

	for (const [number, items] of outputs.entries()) {
		const ofItem = new Map(items.map((item) => [(item.pairedItem as { item: number }).item, item]));
		expect(items).toHaveLength(ITEMS_EACH);
		for (const [index, mark] of marks(number).entries()) {
			const said = told(ofItem.get(index)!);
			const times = onPhone.get(mark) ?? 0;
			if (times > 1) tally.duplicates += 1;
			else if (said === 'doubted') tally[times ? 'doubtedAndSent' : 'doubtedAndNotSent'] += 1;
			else if ((said === 'sent') !== (times === 1)) tally.mistold += 1;
			else tally[times ? 'delivered' : 'failed'] += 1;
		}
	}
	process.stdout.write(`${JSON.stringify(tally, null, '\t')}\n`);
	expect(tally).toMatchObject({ duplicates: 0, mistold: 0 });
	expect([...onPhone.keys()].filter((mark) => mark === '')).toEqual([]);
	if (process.env.WRITE_DOCS) {
		writeFileSync('test/faults/random.json', `${JSON.stringify(tally, null, '\t')}\n`);
	}
}, 600_000);
