import { createServer as createHttpsServer } from 'node:https';
import { listen, serve, type Listening } from '../../sandbox/listening';
import { selfSigned } from '../support/self-signed';
import { testCredential, type Account } from '../support/warest';
import { useSandbox } from '../support/sandbox';

const current = useSandbox({ world: 'recorded' });
const opened: Listening[] = [];

async function opening(starting: Promise<Listening>): Promise<string> {
	const server = await starting;
	opened.push(server);
	return server.url;
}

const answering = async (status: number, type: string, body: string, headers = {}) =>
	await opening(
		serve((_request, response) => {
			response.writeHead(status, { 'content-type': type, ...headers }).end(body);
		}),
	);

afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

const verdict = async (account: object = {}) =>
	await testCredential({ ...current.account, ...account });

it.each(['', '/', '/api/v1/'])(
	'is content with the right key and address, written with "%s"',
	async (end) => {
		expect(await verdict({ baseUrl: current.account.baseUrl + end })).toEqual({
			status: 'OK',
			message: 'Connected to WARest',
		});
	},
);

it('accepts a correct key that has just reached its limit', async () => {
	current.sandbox.control.fault({
		action: { kind: 'answer', status: 429, body: { error: 'Too many requests' } },
	});
	expect(await verdict()).toMatchObject({ status: 'OK' });
});

it('reports a wrong key, without showing it', async () => {
	const { status, message } = await verdict({ apiKey: 'wrong-key-91c' });
	expect(status).toBe('Error');
	expect(message).toContain('WARest does not accept this API key');
	expect(message).not.toContain('91c');
});

it('reports an empty credential', async () => {
	expect((await testCredential({} as Account)).message).toContain("The 'Base URL' is empty");
	const { message } = await testCredential({ baseUrl: current.account.baseUrl } as Account);
	expect(message).toContain("The 'API Key' has fewer than 8 characters");
});

it.each(['ch', 'the', ' 1234567 '])('refuses %p, too short to be a key', async (apiKey) => {
	expect(await verdict({ apiKey })).toEqual({
		status: 'Error',
		message: expect.stringContaining(
			"The 'API Key' has fewer than 8 characters. Copy the whole key",
		),
	});
	expect(current.sandbox.requests).toHaveLength(0);
});

it.each([
	['a web page', 200, 'text/html', '<html>Hello</html>'],
	['JSON of another service', 200, 'application/json', '{"status":"ok"}'],
	['a 404 page', 404, 'text/html', 'Not found'],
	["another service's 401", 401, 'application/json', '{"error":"Unauthorized"}'],
])('tells a server that answers with %s', async (_what, status, type, body) => {
	const baseUrl = await answering(status, type, body);
	expect(await verdict({ baseUrl })).toEqual({
		status: 'Error',
		message: expect.stringContaining('does not answer like WARest'),
	});
});

it('reports a redirect, and where it leads', async () => {
	const baseUrl = await answering(301, 'text/plain', '', { location: 'https://elsewhere.example' });
	expect((await verdict({ baseUrl })).message).toContain('https://elsewhere.example');
});

it('reports a proxy whose WARest is down', async () => {
	const baseUrl = await answering(502, 'text/html', '<html>Bad Gateway</html>');
	expect((await verdict({ baseUrl })).message).toContain('answered with status 502');
});

it('reports a server that is not there', async () => {
	const { baseUrl } = current.account;
	await current.sandbox.close();
	expect((await verdict({ baseUrl })).message).toContain('Nothing answers at');
	expect((await verdict({ baseUrl: 'http://warest.invalid' })).message).toContain(
		'is unknown on this network',
	);
});

it('reports an address without a scheme, and a country code that does not exist', async () => {
	expect((await verdict({ baseUrl: 'localhost:7308' })).message).toContain(
		'does not start with http:// or https://',
	);
	expect((await verdict({ defaultCountryCode: 'Indonesia' })).message).toContain(
		'is not a country code',
	);
});

it('accepts a default session that is there, and reports one that is not', async () => {
	expect(await verdict({ defaultSession: ' demo ' })).toMatchObject({ status: 'OK' });
	expect((await verdict({ defaultSession: 'Demo' })).message).toBe(
		"This API key has no session 'Demo'. Correct the 'Default Session', or leave it empty. The sessions are: demo",
	);
	expect((await verdict({ defaultSession: 'my shop' })).message).toContain(
		"The 'Default Session' is not a session ID",
	);
});

describe('over HTTPS', () => {
	const certificate = selfSigned();

	const untrusted = async () => {
		const { url } = current.sandbox;
		const server = createHttpsServer(certificate, (request, response) => {
			void fetch(url + request.url, {
				headers: { 'x-warest-api-key': String(request.headers['x-warest-api-key']) },
			}).then(async (answer) =>
				response
					.writeHead(answer.status, { 'content-type': 'application/json' })
					.end(await answer.text()),
			);
		});
		return await opening(listen(server, { scheme: 'https' }));
	};

	it('reports a certificate that is not trusted, and says what to do', async () => {
		const { message } = await verdict({ baseUrl: await untrusted() });
		expect(message).toMatch(/certificate of https:.* is not trusted.*Ignore SSL Issues/);
	});

	it('connects anyway when asked to ignore that', async () => {
		expect(await verdict({ baseUrl: await untrusted(), ignoreSslIssues: true })).toMatchObject({
			status: 'OK',
		});
	});

	it('reports a server that does not speak HTTPS', async () => {
		const baseUrl = current.account.baseUrl.replace('http:', 'https:');
		expect((await verdict({ baseUrl })).message).toContain('does not speak HTTPS');
	});
});
