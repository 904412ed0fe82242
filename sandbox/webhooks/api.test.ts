import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../test/recordings/comparison';
import { clientOf } from '../test-client';
import type { Answering } from './test-receiver';
import { secret, useListening } from './test-world';

interface ApiRecording {
	request: {
		method: string;
		path: string;
		json?: unknown;
		raw?: { type: string; bytes: number };
	};
	response: { status: number; headers?: Record<string, string>; body: unknown };
}

const folder = join(__dirname, '../../test/recordings/webhooks/api');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const recordingOf = (name: string) =>
	JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ApiRecording;

/** Where the recorded requests want to be called. */
const recordedReceiver = 'http://127.0.0.1:17361';

const current = useListening({ behaviour: { preflightMs: 500 } });

const answering: Answering = ({ path }) => {
	if (path.startsWith('/hook/fail')) return { status: 500 };
	return path.startsWith('/hook/slow') ? 'never' : {};
};

/** Texts with a time-out or with the receiver's own address. */
const anyReceiver = (text: string) =>
	text
		.replaceAll(new URL(current.receiver.url).origin, recordedReceiver)
		.replace('500ms', '5000ms');

const keys: Record<string, string | null> = { 'bad-key': 'wrong', 'no-key': null };

/** Bodies that were no JSON, of which only the size is recorded. */
const rawBodies: Record<string, string> = {
	'config.bad-json': '{"webhookUrl":',
	'config.form': 'webhookUrl=http%3A%2F%2Fform.example',
};

/** The situation in which a request was made. */
async function prepare(name: string) {
	const { world } = current.sandbox;
	if (name === 'config.forbidden') {
		world.addSession({ id: 's-reg-alice', owner: 'bob', account: world.newcomer });
	}
	if (name === 'config.preflight-only') await current.register(`${current.receiver.url}/fail`);
}

describe('The webhook routes answer as recorded', () => {
	it.each(names)('%s', async (name) => {
		current.receiver.answering = answering;
		const { request, response } = recordingOf(name);
		await prepare(name);
		const origin = new URL(current.receiver.url).origin;
		const json = request.json === undefined ? undefined : JSON.stringify(request.json);
		const apiKey = keys[name.split('.')[1]];
		const { status, headers, data } = await clientOf(current.sandbox).request<unknown>({
			method: request.method,
			url: request.path,
			transformRequest: (text: unknown) => text,
			data: rawBodies[name] ?? json?.replaceAll(recordedReceiver, origin),
			headers: {
				...(apiKey !== undefined && { 'X-WAREST-API-KEY': apiKey }),
				...(request.method === 'POST' && {
					'Content-Type': request.raw?.type ?? 'application/json',
				}),
			},
		});
		const body: unknown = JSON.parse(anyReceiver(JSON.stringify(data)));
		const got = { status, headers: headers as Record<string, string>, body };
		expect(differences(response, got)).toEqual([]);
	});

	it('a preflight of either kind calls the receiver once, signed, and does nothing else', async () => {
		const { webhooks } = current.sandbox;
		current.receiver.answering = () => ({ body: { actions: [{ type: 'noop', to: '62812' }] } });
		const client = clientOf(current.sandbox);
		const { url } = current.receiver;
		await client.post('/api/webhooks/preflight', { sessionId: 'demo', url, secret });
		await client.post('/api/v1/session/demo/config', { preflight: true });
		expect(current.receiver.events).toEqual(['preflight', 'preflight']);
		expect([webhooks.deliveries, webhooks.actions]).toEqual([[], []]);
	});
});
