import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { WarestApi } from '../../../../credentials/WarestApi.credentials';
import { Warest } from '../../../../nodes/Warest/Warest.node';
import type { Reply } from '../../../../nodes/transport/body';
import { post, read, upload, type Call } from '../../../../nodes/transport/call';
import { serverOf } from '../../../../nodes/transport/credential';
import { faultOf } from '../../../../nodes/transport/failures/faults';
import { sendOnce } from '../../../../nodes/transport/layers/send-once';
import { path } from '../../../../nodes/transport/path';
import { briefPolicy, type RequestPolicy } from '../../../../nodes/transport/request-policy';
import { serve, type Listening } from '../../../../sandbox/listening';
import { execute } from '../../../support/engine';

const API_KEY = 'key-of-the-test';
const list = read(path`/chats`, { sessionId: 'shop', limit: 5 });
const pin = post(path`/chats/${'120363041234567890@g.us'}/pin`, { sessionId: 'shop', pin: true });

/** What a server got. */
interface Got extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
	body: string;
}

const servers: Listening[] = [];
afterEach(async () => await Promise.all(servers.splice(0).map(async ({ close }) => await close())));

/** A server that answers so, and what it got. */
async function serving(answer: (response: ServerResponse, got: Got) => void) {
	const requests: Got[] = [];
	const server = await serve((request, response) => {
		void buffer(request).then((bytes) => {
			const { method, url, headers } = request;
			const got = { method, url, headers, body: bytes.toString() };
			requests.push(got);
			answer(response, got);
		});
	});
	servers.push(server);
	return { url: server.url, requests };
}

const saying = (status: number, body: string, headers: Record<string, string> = {}) =>
	serving((response) => response.writeHead(status, headers).end(body));

/** What one try comes to, made by a node in n8n's own engine. */
async function tried(
	baseUrl: string,
	call: Call,
	own: Partial<RequestPolicy> = {},
): Promise<Reply> {
	const credential = { baseUrl, apiKey: API_KEY };
	let reply: Reply | undefined;
	const { error } = await execute({
		node: {
			description: new Warest().description,
			async execute() {
				const server = serverOf(this.getNode(), credential);
				reply = await sendOnce(this, server, { ...briefPolicy(), ...own })(call);
				return [[]];
			},
		},
		parameters: {},
		credentialType: new WarestApi(),
		credentials: credential,
	});
	if (!reply) throw error ?? new Error('Nothing came of it');
	return reply;
}

it('asks with the key, in the query, and gives status, headers and JSON', async () => {
	const { url, requests } = await saying(200, '{"status":true}', { 'x-ratelimit-limit': '120' });
	const reply = await tried(url, list);
	expect(reply).toMatchObject({ statusCode: 200, body: { status: true } });
	expect(reply).toHaveProperty('headers.x-ratelimit-limit', '120');
	expect(requests).toMatchObject([
		{
			method: 'GET',
			url: '/api/v1/chats?sessionId=shop&limit=5',
			headers: { 'x-warest-api-key': API_KEY },
		},
	]);
});

it('sends a change as JSON', async () => {
	const { url, requests } = await saying(200, '{}');
	await tried(url, pin);
	const [{ method, url: asked, headers, body }] = requests;
	expect([method, asked]).toEqual(['POST', '/api/v1/chats/120363041234567890%40g.us/pin']);
	expect(headers['content-type']).toContain('application/json');
	expect(JSON.parse(body)).toEqual({ sessionId: 'shop', pin: true });
});

it('sends a file in parts, after the texts', async () => {
	const { url, requests } = await saying(200, '{}');
	const file = {
		name: 'a.txt',
		type: 'text/plain',
		size: 5,
		stream: async function* () {
			yield Buffer.from('he');
			yield Buffer.from('llo');
		},
	};
	await tried(url, upload(path`/messages/send/files`, { sessionId: 'shop' }, ['file', file]));
	const [{ headers, body }] = requests;
	const [, boundary] = /boundary=(\S+)$/.exec(headers['content-type'] ?? '') ?? [];
	const parts = body.split(`--${boundary}`).slice(1, -1);
	expect(parts).toHaveLength(2);
	expect(parts[0]).toMatch(/name="sessionId"\r\n\r\nshop\r\n$/);
	expect(parts[1]).toMatch(/name="file"; filename="a.txt"\r\n[^]*\r\n\r\nhello\r\n$/);
});

it.each([401, 404, 429, 503])('gives a %d as it came, after one request', async (status) => {
	const { url, requests } = await saying(status, '{"error":"no"}');
	expect(await tried(url, pin)).toMatchObject({ statusCode: status, body: { error: 'no' } });
	expect(requests).toHaveLength(1);
});

it.each(['<html>', ''])('gives null for %j, which is no JSON', async (body) => {
	const { url } = await saying(200, body);
	expect(await tried(url, list)).toMatchObject({ statusCode: 200, body: null });
});

it('follows no redirect, which would take the key along', async () => {
	const elsewhere = await saying(200, '{}');
	const { url } = await saying(302, '', { location: elsewhere.url });
	expect(await tried(url, list)).toMatchObject({ statusCode: 302 });
	expect(elsewhere.requests).toEqual([]);
});

it('gives the error of a connection that nobody takes, and throws nothing', async () => {
	const server = await serve(() => undefined);
	await server.close();
	const reply = await tried(server.url, list);
	expect('error' in reply && faultOf(reply.error)).toMatchObject({ taken: false });
});

it('gives the error of an answer that is cut off, or too slow', async () => {
	const { url } = await serving((response, { method }) => {
		response.writeHead(200, { 'content-length': '100' }).write('{');
		if (method === 'POST') response.destroy();
	});
	const cut = await tried(url, pin);
	expect('error' in cut && faultOf(cut.error)).toMatchObject({ taken: true });
	const started = Date.now();
	expect(await tried(url, list, { timeout: 0.3 })).toHaveProperty('error.code', 'ETIMEDOUT');
	expect(Date.now() - started).toBeLessThan(5000);
});
