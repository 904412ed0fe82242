import axios from 'axios';
import { startSandbox } from '../../sandbox/server';
import type { Sandbox } from '../../sandbox/server';
import { differences, differentValues } from './comparison';
import { exceptions } from './exceptions';
import { recordedFileServers, startFileServer } from './file-server';
import { isExact, noted } from './misc';
import { recordedMiscFiles, startMiscFiles } from './misc-files';
import { loadRecordings, parts } from './recording';
import type { Recording } from './recording';
import { bodyOf, headersOf } from './requests';
import { situationOf } from './situations';
import type { Ask } from './situations';
import { recordedReceiver, startReceiver } from './webhook-receiver';
import { incomparableCalls, plainCalls } from './whatsapp-calls';

const leastShare = 0.95;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let files: Awaited<ReturnType<typeof startFileServer>>;
let miscFiles: Awaited<ReturnType<typeof startMiscFiles>>;

beforeAll(async () => {
	receiver = await startReceiver();
	files = await startFileServer();
	miscFiles = await startMiscFiles();
});

afterAll(async () => {
	await receiver.close();
	await files.close();
	await miscFiles.close();
});

/** Addresses of the recordings' helpers as they are now, also in the middle of bytes. */
function readdressed(data: string | Buffer | undefined) {
	if (data === undefined) return undefined;
	const encoding = typeof data === 'string' ? 'utf8' : 'latin1';
	const text = data.toString(encoding);
	const changed = text
		.replaceAll(recordedReceiver, receiver.url)
		.replaceAll(recordedFileServers, files.url)
		.replaceAll(recordedMiscFiles, miscFiles.url);
	return Buffer.from(changed, encoding);
}

/** As it stands in a query. */
const encodedFileServer = encodeURIComponent('http://127.0.0.1:7342');

const client = axios.create({
	validateStatus: () => true,
	maxRedirects: 0,
	// As curl, with which the recordings were made: no compression, no body of its own making.
	headers: { 'Accept-Encoding': 'identity' },
	transformRequest: [(data: unknown) => data],
});

/** What the sandbox said to WhatsApp, if the recording knows what the server said and it differs. */
function otherCalls({ name, whatsappCalls }: Recording, { control }: Sandbox): string[] {
	if (!Array.isArray(whatsappCalls) || incomparableCalls.has(name)) return [];
	const recorded = JSON.stringify(plainCalls(whatsappCalls));
	const got = JSON.stringify(plainCalls(control.whatsappCalls));
	return recorded === got ? [] : [`WhatsApp calls: recorded ${recorded}, got ${got}`];
}

const comparesValues = ({ part, name }: Recording) =>
	part === 'messages-sending' || (part === 'misc' && isExact(name));

/** Each recording has a world of its own. */
async function replay(recording: Recording): Promise<string[]> {
	const sandbox = await startSandbox({ world: 'recorded' });
	const ask: Ask = (method, path, json) =>
		client.request({
			method,
			url: sandbox.url + path,
			headers: { 'X-WAREST-API-KEY': sandbox.apiKey, 'Content-Type': 'application/json' },
			data: json === undefined ? undefined : JSON.stringify(json),
		});
	try {
		await situationOf(recording.part, recording.name)(sandbox, ask);
		sandbox.control.resetRequests();
		const { method, path } = recording.request;
		const { type, data } = bodyOf(recording);
		const {
			status,
			headers,
			data: body,
		} = await client.request<unknown>({
			method,
			url: sandbox.url + path.replaceAll(encodedFileServer, encodeURIComponent(files.url)),
			headers: { ...headersOf(recording), ...(type && { 'Content-Type': type }) },
			data: readdressed(data),
		});
		const names = Object.entries(headers).map(([name, value]) => [name, String(value)]);
		const answer = { status, headers: Object.fromEntries(names), body };
		const got = { ...answer, body: noted(recording.response.body, answer) };
		return [
			...differences(recording.response, got),
			...(comparesValues(recording) ? differentValues(recording.response, got) : []),
			...otherCalls(recording, sandbox),
		];
	} finally {
		await sandbox.close();
	}
}

describe.each(parts)('The sandbox answers the recordings of %s as the real server did', (part) => {
	const recordings = loadRecordings(part);
	const excepted = recordings.filter(({ name }) => name in exceptions[part]);
	const replayable = recordings.filter((recording) => !excepted.includes(recording));
	const matching = new Set<string>();

	for (const recording of replayable) {
		it(recording.name, async () => {
			const found = await replay(recording);
			if (found.length === 0) matching.add(recording.name);
			expect(found).toEqual([]);
		});
	}

	for (const recording of excepted) {
		it(`${recording.name} still is an exception`, async () => {
			expect(await replay(recording)).not.toEqual([]);
		});
	}

	it('has a recording for every exception', () => {
		const names = recordings.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(exceptions[part])));
	});

	it(`matches at least ${leastShare * 100} % of all recordings`, () => {
		process.stdout.write(
			`${part}: ${matching.size} of ${replayable.length} replayable recordings match, ` +
				`${excepted.length} exceptions, ${recordings.length} in all\n`,
		);
		expect(matching.size / recordings.length).toBeGreaterThanOrEqual(leastShare);
	});
});
