import { createHmac, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { bytesOf, startEngine } from '../support/engine';
import { listen, serve, type Listening } from '../../sandbox/listening';
import { recordedDeliveries } from '../support/recorded-deliveries';
import { selfSigned } from '../support/self-signed';
import { TriggerHost } from '../support/trigger-host';
import { byId } from '../support/warest';

const SECRET = 'a secret of more than thirty-two characters';
const BYTES = Buffer.from('the picture');
let files: Listening;
let answer: RequestListener;
let asked: Array<{ path: string; key: unknown; login: unknown }>;
let baseUrl: (url: string) => string;
let ignoreSslIssues: boolean;
/** Where the event says that the file is; null: where the server of the recording has it. */
let fileUrl: string | null;
let host: TriggerHost;

beforeAll(startEngine);

beforeEach(async () => {
	asked = [];
	baseUrl = (url) => `${url}/sub`;
	ignoreSslIssues = false;
	fileUrl = null;
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
	const account = { baseUrl: baseUrl(files.url), apiKey: 'key', ignoreSslIssues };
	host = await TriggerHost.start(account, {
		sessionId: byId('demo') as never,
		events: ['message'],
		...parameters,
		options: {
			secret: SECRET,
			tolerance: 1e9,
			downloadMedia: true,
			...(parameters.options as INodeParameters),
		},
	});
	const [{ body }] = recordedDeliveries().filter(({ name }) => name === `${recording} 1`);
	const data = body.data as { media: object };
	if (fileUrl !== null) Object.assign(data.media, { storageDriver: 's3', url: fileUrl });
	const raw = Buffer.from(JSON.stringify(body));
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
	expect(hints).toEqual([expect.stringContaining("can't be downloaded")]);
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
	let isWhole: Promise<boolean> | undefined;
	answer = (_request, response) => {
		isWhole = new Promise((resolve) => {
			response.on('close', () => resolve(response.writableFinished));
		});
		response.writeHead(200, { 'content-type': 'image/jpeg' });
		const piece = Buffer.alloc(256 * 1024);
		let left = 2000;
		const more = () => {
			if (response.destroyed) return;
			left -= 1;
			if (left === 0) response.end();
			else response.write(piece, more);
		};
		more();
	};
	const { item, hints } = await runOf('message.image-stored', { options: { sizeLimit: 1 } });
	expect(item.binary).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('larger than 1 MB')]);
	expect(await isWhole).toBe(false);
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

describe("'Ignore SSL Issues'", () => {
	const certificate = selfSigned();
	const reached: string[] = [];

	/** Servers of which the second one's address begins with the first one's. */
	async function alike(): Promise<[own: Listening, stranger: Listening]> {
		const open = async (port: number) =>
			await listen(
				createHttpsServer(certificate, ({ url }, response) => {
					reached.push(`${port}${url}`);
					response.writeHead(200, { 'content-type': 'image/jpeg' }).end(BYTES);
				}),
				{ port, scheme: 'https' },
			);
		for (let port = 3000; port < 6500; port += 7) {
			const own = await open(port).catch(() => null);
			const stranger = own && (await open(port * 10 + 1).catch(() => null));
			if (own && stranger) return [own, stranger];
			await own?.close();
		}
		throw new Error('No two such ports are free');
	}

	it('is for the own server only, not for one whose address begins like its address', async () => {
		const [own, stranger] = await alike();
		expect(stranger.url.startsWith(own.url)).toBe(true);
		baseUrl = () => own.url;
		ignoreSslIssues = true;
		fileUrl = `${own.url}/a.jpg`;
		const { item, hints } = await runOf('message.image-stored');
		expect(hints).toEqual([]);
		expect(item.binary).toBeDefined();
		await host.close();
		fileUrl = `${stranger.url}/a.jpg`;
		const other = await runOf('message.image-stored');
		await Promise.all([own.close(), stranger.close()]);
		expect(other.item.binary).toBeUndefined();
		expect(other.hints).toEqual([expect.stringContaining("can't be downloaded")]);
		expect(reached).toEqual([`${own.port}/a.jpg`]);
	});
});

it('downloads nothing if that is not wanted', async () => {
	const { item } = await runOf('message.image-stored', { options: { downloadMedia: false } });
	expect(item.binary).toBeUndefined();
	expect(asked).toEqual([]);
});
