import { createHmac, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { bytesOf, startEngine } from '../support/engine';
import { serve, type Listening } from '../support/listening';
import { recordedDeliveries } from '../support/recorded-deliveries';
import { TriggerHost } from '../support/trigger-host';
import { byId } from '../support/warest';

const SECRET = 'a secret of more than thirty-two characters';
const BYTES = Buffer.from('the picture');
let files: Listening;
let answer: RequestListener;
let asked: Array<{ path: string; key: unknown; login: unknown }>;
let baseUrl: (url: string) => string;
let host: TriggerHost;

beforeAll(startEngine);

beforeEach(async () => {
	asked = [];
	baseUrl = (url) => `${url}/sub`;
	answer = (request, response) => {
		const { authorization: login, 'x-warest-api-key': key } = request.headers;
		asked.push({ path: request.url ?? '', key, login });
		const exists = request.url?.startsWith('/sub/storages/incoming-media/demo/');
		response.writeHead(exists ? 200 : 404, { 'content-type': 'image/jpeg' });
		response.end(exists ? BYTES : 'no');
	};
	files = await serve((request, response) => answer(request, response));
});

afterEach(async () => {
	await host.close();
	await files.close();
});

/** The run that a recorded message starts, on a server that n8n reaches at another address than it believes. */
async function runOf(recording: string, parameters: INodeParameters = {}) {
	const account = { baseUrl: baseUrl(files.url), apiKey: 'key' };
	host = await TriggerHost.start(account, {
		sessionId: byId('demo') as never,
		events: ['message'],
		setUp: 'manual',
		secret: SECRET,
		...parameters,
		options: { tolerance: 1e9, downloadMedia: true, ...(parameters.options as INodeParameters) },
	});
	const [{ raw }] = recordedDeliveries().filter(({ name }) => name === `${recording} 1`);
	const signature = createHmac('sha256', `${SECRET}admin`).update(raw).digest('hex');
	await host.deliver(raw, {
		'content-type': 'application/json',
		'x-warest-signature': `HMAC-SHA256=${signature}`,
	});
	const [run] = host.runs;
	return { ...run, item: run.outputs[0][0] };
}

it.each(['simplified', 'raw', 'both'])(
	'downloads the file from the server that n8n knows, without the key (%s)',
	async (output) => {
		const { item, hints } = await runOf('message.image-stored', { output });
		const { data } = item.binary as { data: IBinaryData };
		expect(data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'image.jpg' });
		expect(await bytesOf(data)).toEqual(BYTES);
		expect(hints).toEqual([]);
		expect(asked).toEqual([
			{
				path: expect.stringMatching(
					/^\/sub\/storages\/incoming-media\/demo\/imageMessage\/\w+\.jpeg$/,
				),
				key: undefined,
				login: undefined,
			},
		]);
	},
);

it('goes on without a file that the server has not stored, and says why', async () => {
	const { item, hints } = await runOf('message.document-with-caption');
	expect(item.json.text).toBe('monthly report');
	expect(item.binary).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('documents that have a caption')]);
	expect(asked).toEqual([]);
});

it('goes on without a file that is gone, and says so', async () => {
	answer = (_request, response) => response.writeHead(404).end('no');
	const { item, hints } = await runOf('message.image-stored');
	expect(item.json.text).toBe('look at this');
	expect(item.binary).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('cannot be downloaded')]);
});

it('does not download what is larger than the limit', async () => {
	answer = (_request, response) => {
		response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': 3 * 1024 * 1024 });
		response.write('x');
	};
	const { item, hints } = await runOf('message.image-stored', { options: { sizeLimit: 2 } });
	expect(item.binary).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('larger than 2 MB')]);
});

it('stops the download of a file without an announced size at the limit', async () => {
	let written = 0;
	answer = (_request, response) => {
		response.writeHead(200, { 'content-type': 'image/jpeg' });
		const piece = Buffer.alloc(256 * 1024);
		const more = () => {
			if (written === 40 * 1024 * 1024) return response.end();
			written += piece.length;
			return response.write(piece, () => more());
		};
		more();
	};
	const { item, hints } = await runOf('message.image-stored', { options: { sizeLimit: 1 } });
	expect(item.binary).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('larger than 1 MB')]);
	expect(written).toBeLessThan(40 * 1024 * 1024);
});

it('takes a file without an announced size that is as large as the limit, byte for byte', async () => {
	const bytes = randomBytes(1024 * 1024);
	answer = (_request, response) => {
		response.writeHead(200, { 'content-type': 'image/jpeg' });
		response.write(bytes.subarray(0, 1000));
		response.end(bytes.subarray(1000));
	};
	const { item } = await runOf('message.image-stored', { options: { sizeLimit: 1 } });
	expect((await bytesOf((item.binary as { data: IBinaryData }).data)).equals(bytes)).toBe(true);
});

describe("a login in the 'Base URL'", () => {
	const login = `Basic ${Buffer.from('ann:p@ss').toString('base64')}`;

	beforeEach(() => {
		baseUrl = (url) => `${url.replace('://', '://ann:p%40ss@')}/sub`;
	});

	it.each(['simplified', 'raw', 'both'])(
		'fetches the file, and is in no output (%s)',
		async (output) => {
			const { item, hints } = await runOf('message.image-stored', { output });
			expect(asked).toEqual([{ path: expect.any(String), key: undefined, login }]);
			expect(await bytesOf((item.binary as { data: IBinaryData }).data)).toEqual(BYTES);
			expect(JSON.stringify([item, hints])).not.toMatch(/ann:|p@ss|p%40ss/);
		},
	);

	it('goes to no other server, and is not given to whom the server sends to', async () => {
		const elsewhere = await serve((request, response) => {
			seen.push(request.headers);
			response.writeHead(302, { location: `${files.url}/back` }).end();
		});
		const seen: unknown[] = [];
		const own = answer;
		answer = (request, response) => {
			own(request, { writeHead: () => {}, end: () => {} } as never);
			if (request.url === '/back') response.writeHead(200).end(BYTES);
			else response.writeHead(302, { location: `${elsewhere.url}/a` }).end();
		};
		const { item } = await runOf('message.image-stored');
		await elsewhere.close();
		expect(await bytesOf((item.binary as { data: IBinaryData }).data)).toEqual(BYTES);
		expect(seen).toHaveLength(1);
		expect(seen[0]).not.toHaveProperty('authorization');
		expect(seen[0]).not.toHaveProperty('x-warest-api-key');
		expect(asked.map((request) => request.login)).toEqual([login, undefined]);
	});
});

it('downloads nothing if that is not wanted', async () => {
	const { item } = await runOf('message.image-stored', { options: { downloadMedia: false } });
	expect(item.binary).toBeUndefined();
	expect(asked).toEqual([]);
});
