import { warestCredential } from '../../tools/host/demo';
import { freePort } from '../../tools/host/ports';
import { serve } from '../../sandbox/listening';
import { getStage, signedIn } from './stage';

const stage = getStage();
const client = signedIn(stage);

/** What a person sees after "Test" in the credential. */
async function testAnswer(url: string, apiKey = stage.sandbox.apiKey) {
	return await client.testCredential(warestCredential('Under test', { url, apiKey }));
}

it('accepts the right address and key', async () => {
	expect(await testAnswer(stage.sandbox.url)).toEqual({
		status: 'OK',
		message: 'Connected to WARest',
	});
});

it('accepts an address followed by a slash and the API path', async () => {
	expect(await testAnswer(`${stage.sandbox.url}/api/v1/`)).toMatchObject({ status: 'OK' });
});

it('says that the key is wrong', async () => {
	const { status, message } = await testAnswer(stage.sandbox.url, 'not-the-key');
	expect(status).toBe('Error');
	expect(message).toContain('does not accept this API key');
	expect(message).not.toContain('not-the-key');
});

it('says that something else answers with a web page', async () => {
	const { url, close } = await serve((_request, response) => {
		response.setHeader('Content-Type', 'text/html');
		response.end('<!doctype html><title>Welcome</title>');
	});
	try {
		const { status, message } = await testAnswer(url);
		expect(status).toBe('Error');
		expect(message).toContain('does not answer like WARest');
	} finally {
		await close();
	}
});

it('says that nothing answers', async () => {
	const { status, message } = await testAnswer(`http://127.0.0.1:${await freePort()}`);
	expect(status).toBe('Error');
	expect(message).toContain('Nothing answers');
});

it('says that the address has no scheme', async () => {
	const { status, message } = await testAnswer('localhost:7308');
	expect(status).toBe('Error');
	expect(message).toContain('http://');
});

it('shows the key to nobody who opens the credential', async () => {
	const { data } = await client.credentialAsShown(stage.credential.id);
	expect(data.baseUrl).toBe(stage.sandbox.url);
	expect(data.apiKey).not.toContain(stage.sandbox.apiKey);
});
