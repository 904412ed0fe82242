import { channel } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { IDataObject, INode } from 'n8n-workflow';
import { errorAfter, errorInstead, pageAfter } from '../faults/faults';
import { pass, startProxy, type Place, type Treatment } from '../faults/proxy';
import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

jest.setTimeout(30_000);

const current = useSandbox();
const jid = (number: number) => `628130009${String(1000 + number)}@s.whatsapp.net`;
const onPhone = () => current.sandbox.control.sent.map(({ jid: to }) => to);
const GOES_ON = { onError: 'continueRegularOutput' } as const;
const RETRIES = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
const REFUSED = errorInstead(400, 'No');
/** The server did it, and says that it failed. */
const DOUBTFUL = errorAfter(500, 'Timed Out');

const opened: Place[] = [];
afterEach(async () => {
	for (const place of opened.splice(0)) await place.close();
});

/** Lets the requests of which the body has a text go wrong, as often as said. */
async function striking(faults: Array<[text: string, treatment: Treatment, times?: number]>) {
	const left = faults.map(([text, treatment, times = Infinity]) => ({ text, treatment, times }));
	const proxy = await startProxy(current.sandbox.url, async (exchange) => {
		const body = (await exchange.body()).toString('latin1');
		const fault = left.find(({ text, times }) => times > 0 && body.includes(text));
		if (fault) fault.times -= 1;
		await (fault?.treatment ?? pass)(exchange);
	});
	opened.push(proxy);
	return { ...current.account, baseUrl: proxy.url };
}

async function send(
	account: typeof current.account,
	recipients: number[] | string,
	{
		settings,
		parameters = {},
		items,
	}: { settings?: Partial<INode>; parameters?: IDataObject; items?: number } = {},
) {
	const list = typeof recipients === 'string' ? [] : recipients;
	return await runWarest(
		account,
		['messages', 'sendText'],
		{
			sessionId: byId('support'),
			to: byId(typeof recipients === 'string' ? recipients : '={{ $json.to }}'),
			message: 'Your order is ready',
			...parameters,
		},
		{
			items:
				items === undefined
					? list.map((to) => ({ json: { to: jid(to) } }))
					: Array.from({ length: items }, () => ({ json: {} })),
			settings,
		},
	);
}

const both = `${jid(1)},${jid(2)}`;

describe('recipients of one item', () => {
	it('that all fail: the one that may have got it comes first, and the error names both', async () => {
		const account = await striking([
			[jid(1), REFUSED],
			[jid(2), DOUBTFUL],
		]);
		const { error } = await send(account, both, { items: 1 });
		expect(error).toMatchObject({ outcome: 'unknown', httpCode: '500' });
		expect(error?.description).toMatch(/^WARest may have done it, or not/);
		expect(error?.description).toContain(
			`${jid(2)}: may have been sent (WARest couldn't do it); ${jid(1)}: not sent (`,
		);
	});

	it('are told apart: sent, surely not sent, may have been sent', async () => {
		const account = await striking([
			[jid(1), REFUSED],
			[jid(2), DOUBTFUL],
		]);
		const { items, hints } = await send(account, `${both},${jid(3)}`, { items: 1 });
		expect(items.map(({ json }) => json.sent)).toEqual([false, null, true]);
		expect(items[0].json.reason).not.toContain('WARest may have done it, or not');
		expect(items[1].json.reason).toContain('WARest may have done it, or not');
		expect(hints).toContainEqual(expect.stringContaining('"sent: null"'));
		expect(onPhone()).toEqual([jid(2), jid(3)]);
	});
});

describe('items', () => {
	it('of which one may have been done end the run with its error, which lists the others', async () => {
		const account = await striking([
			[jid(1), REFUSED],
			[jid(2), DOUBTFUL],
			[jid(4), REFUSED],
		]);
		const { error } = await send(account, [1, 2, 3, 4], { parameters: { pace: { parallel: 4 } } });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toMatch(
			/^WARest may have done it, or not.* May have been done: item 1\. Not done: items 0, 3\. Done: item 2\.$/,
		);
	});

	it('are read before anything is sent: one with a number that is none sends nothing to the others', async () => {
		const to = [...Array.from({ length: 29 }, (_, index) => jid(index)), '0812-12'];
		const { error } = await runWarest(
			current.account,
			['messages', 'sendText'],
			{ sessionId: byId('support'), to: byId('={{ $json.to }}'), message: 'Your order is ready' },
			{ items: to.map((each) => ({ json: { to: each } })) },
		);
		expect(error?.message).toContain('0812-12');
		expect(error?.description).toMatch(/for this item\. Not done: items 0 to 29\.$/);
		expect(onPhone()).toEqual([]);
	});

	it('that were never begun are listed as not done', async () => {
		const account = await striking([[jid(1), REFUSED]]);
		const { error } = await send(account, [1, 2, 3, 4], { parameters: { pace: { parallel: 1 } } });
		expect(error?.description).toMatch(
			/Nothing was sent for this item\. Not done: items 0 to 3\.$/,
		);
		expect(onPhone()).toEqual([]);
	});

	it('are listed with the recipients that they are divided in', async () => {
		const account = await striking([
			[jid(1), REFUSED],
			[jid(2), DOUBTFUL],
			['4000', REFUSED],
		]);
		const { error } = await runWarest(
			account,
			['messages', 'sendText'],
			{
				sessionId: byId('support'),
				to: byId('={{ $json.to }}'),
				message: 'Your order is ready',
				pace: { parallel: 1 },
			},
			{ items: [{ json: { to: `${both},${jid(3)}` } }, { json: { to: jid(3000) } }] },
		);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toMatch(
			RegExp(
				`May have been done: item 0 \\(${jid(2)}\\)\\. Not done: items 1, 0 \\(${jid(1)}\\)\\. Done: item 0 \\(${jid(3)}\\)\\.$`,
			),
		);
	});

	it('say which of the two it is when the run goes on, and nothing else', async () => {
		const account = await striking([
			[jid(1), REFUSED],
			[jid(2), DOUBTFUL],
		]);
		const { items } = await send(account, [1, 2, 3], { settings: GOES_ON });
		expect(items.slice(0, 2).map(({ json }) => Object.keys(json))).toEqual([['error'], ['error']]);
		expect(items[0].json.error).toMatch(/Nothing was sent for this item\.$/);
		expect(items[1].json.error).toMatch(/WARest may have done it, or not/);
		expect(items[1].json.error).not.toContain('Nothing was sent');
	});

	it('of a change that was refused say that nothing was changed', async () => {
		const account = await striking([['pin', REFUSED]]);
		const { items } = await runWarest(
			account,
			['chats', 'pinChat'],
			{
				sessionId: byId('support'),
				chatId: byId(jid(1)),
				pin: true,
				options: { allowUnknown: true },
			},
			{ settings: GOES_ON },
		);
		expect(items[0].json.error).toMatch(/Nothing was changed\.$/);
	});
});

it('a file that WARest could not send may have been sent; one that it blocked was not', async () => {
	const failed = (entry: object) =>
		({
			kind: 'answer',
			status: 502,
			body: { status: false, code: 3002, message: 'Failed', results: [{ advancedInfo: entry }] },
		}) as const;
	const sendFile = async () =>
		await runWarest(
			current.account,
			['messages', 'sendFiles'],
			{
				sessionId: byId('support'),
				to: byId(jid(1)),
				files: { file: [{ source: 'binary', binaryPropertyName: 'data' }] },
			},
			{ items: [{ json: {}, binary: current.binary }] },
		);
	const path = '/api/v1/messages';
	const none = failed({ error: 'No files were sent to this recipient' });
	current.sandbox.control.fault({ path, action: none });
	expect((await sendFile()).error).toMatchObject({
		outcome: 'unknown',
		description: expect.stringContaining('No files were sent to this recipient'),
	});
	const blocked = failed({ blockedFiles: [{ name: 'dot.png', reason: 'Blocked' }] });
	current.sandbox.control.fault({ path, action: blocked });
	const { error } = await sendFile();
	expect(error?.description).toMatch(/^Blocked.*Nothing was sent\.$/);
});

it.each([302, 403, 404, 413, 429])(
	'a page with status %d, which is not from WARest, leaves open whether it was sent, and is not tried again',
	async (status) => {
		const account = await striking([[jid(1), pageAfter(status, 'Blocked')]]);
		const { error } = await send(account, [1], { settings: RETRIES });
		expect(error).toMatchObject({ outcome: 'unknown', httpCode: String(status) });
		expect(onPhone()).toEqual([jid(1)]);
	},
);

describe('a connection that fails while the answer is awaited', () => {
	it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED'])(
		'with %s leaves open whether it was sent, and is not tried again',
		async (code) => {
			let sending: ClientRequest | undefined;
			const account = await striking([
				[
					jid(1),
					async ({ forward }) => {
						await forward();
						const error = Object.assign(new Error(`read ${code}`), { code, syscall: 'read' });
						sending?.socket?.destroy(error);
					},
				],
			]);
			const { host } = new URL(account.baseUrl);
			const started = channel('http.client.request.start');
			const note = (message: unknown) => {
				const { request } = message as { request: ClientRequest };
				// The proxy hands the request on with the same host.
				if (request.getHeader('host') === host) sending ??= request;
			};
			started.subscribe(note);
			const { error } = await send(account, [1]);
			started.unsubscribe(note);
			expect(error?.description).toContain('WARest may have done it, or not');
			expect(error?.description).toContain(code);
			expect(onPhone()).toEqual([jid(1)]);
		},
	);
});

describe("n8n's Retry On Fail", () => {
	const retrying = async (
		faults: Array<[string, Treatment, number?]>,
		first: IDataObject,
		second: IDataObject,
	) => {
		const item = { json: { ...first } };
		const account = await striking(
			faults.map(([text, treatment, times]) => [
				text,
				async (exchange) => {
					await treatment(exchange);
					Object.assign(item.json, second);
				},
				times,
			]),
		);
		return await runWarest(
			account,
			['messages', 'sendText'],
			{
				sessionId: byId('support'),
				to: byId('={{ $json.to }}'),
				message: '={{ $json.text }}',
			},
			{ items: [item], settings: RETRIES },
		);
	};

	it('sends nothing again when the recipients come in another order', async () => {
		const { error } = await retrying(
			[
				[jid(1), DOUBTFUL],
				[jid(2), REFUSED, 1],
			],
			{ to: both, text: 'Ready' },
			{ to: `${jid(2)},${jid(1)}`, text: 'Ready' },
		);
		expect(error).toBeUndefined();
		expect(onPhone()).toEqual([jid(1), jid(2)]);
	});

	it('sends nothing again when an expression makes the text anew', async () => {
		const { error } = await retrying(
			[[jid(1), DOUBTFUL]],
			{ to: jid(1), text: 'Ready at 10:00' },
			{ to: jid(1), text: 'Ready at 10:01' },
		);
		expect(error?.description).toMatch(/^WARest may have done it, or not/);
		expect(error?.description?.match(/WARest may have done it, or not/g)).toHaveLength(1);
		expect(onPhone()).toEqual([jid(1)]);
	});
});
