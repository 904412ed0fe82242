import type { IWebhookFunctions } from 'n8n-workflow';
import { accountOf } from '../../../../nodes/WarestTrigger/receiving/account';
import { ProcessState } from '../../../../nodes/WarestTrigger/state';
import type { WarestCredential } from '../../../../nodes/transport/credential';

const credential = (apiKey: string): WarestCredential => ({ baseUrl: 'http://warest', apiKey });

/** What the account is read from, and how often it was. */
function contextWith(read: () => WarestCredential, url = 'http://n8n/webhook/one/warest') {
	const loads = { count: 0 };
	const context = {
		getNodeWebhookUrl: () => url,
		getNode: () => ({ credentials: { warestApi: { id: 'credential' } } }),
		getCredentials: async () => {
			loads.count += 1;
			return read();
		},
	} as unknown as IWebhookFunctions;
	return { context, loads };
}

const trusting = { inDoubt: false };
const doubting = { inDoubt: true };

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

it('is loaded once for a burst, and anew after ten seconds', async () => {
	const burst = new ProcessState();
	let key = 'old';
	const { context, loads } = contextWith(() => credential(key));
	const given = await Promise.all(
		Array.from({ length: 50 }, async () => await accountOf(context, burst, trusting)),
	);
	expect(new Set(given.map(({ secret }) => secret)).size).toBe(1);
	expect(loads.count).toBe(1);

	key = 'new';
	jest.advanceTimersByTime(9_999);
	expect(await accountOf(context, burst, trusting)).toEqual(given[0]);
	jest.advanceTimersByTime(1);
	expect((await accountOf(context, burst, trusting)).secret).not.toBe(given[0].secret);
	expect(loads.count).toBe(2);
});

it('shows a changed key to the first delivery that does not fit, and costs forgers little', async () => {
	const doubt = new ProcessState();
	let key = 'old';
	const { context, loads } = contextWith(() => credential(key));
	const before = await accountOf(context, doubt, trusting);
	key = 'new';
	jest.advanceTimersByTime(500);
	const after = await accountOf(context, doubt, doubting);
	expect(after.secret).not.toBe(before.secret);
	expect(await accountOf(context, doubt, trusting)).toEqual(after);

	for (let forged = 0; forged < 1_000; forged++) {
		await accountOf(context, doubt, doubting);
		jest.advanceTimersByTime(1);
	}
	expect(loads.count).toBe(3);
});

it('gives each trigger its own secret', async () => {
	const secretAt = async (url: string) => {
		const { context } = contextWith(() => credential('key'), url);
		return (await accountOf(context, new ProcessState(), trusting)).secret;
	};
	expect(await secretAt('http://n8n/webhook/two/warest')).not.toBe(
		await secretAt('http://n8n/webhook/one/warest'),
	);
});

it('does not keep a failure', async () => {
	const broken = new ProcessState();
	let address = 'nonsense';
	const { context } = contextWith(() => ({ baseUrl: address, apiKey: 'key' }));
	await expect(accountOf(context, broken, trusting)).rejects.toThrow('Base URL');
	address = 'http://warest';
	expect(await accountOf(context, broken, trusting)).toMatchObject({ url: 'http://warest' });
});

it('belongs to the credential that the node has now', async () => {
	const moved = new ProcessState();
	const first = contextWith(() => credential('first'));
	const { secret } = await accountOf(first.context, moved, trusting);
	const second = contextWith(() => credential('second'));
	second.context.getNode = () =>
		({ credentials: { warestApi: { id: 'another' } } }) as unknown as ReturnType<
			IWebhookFunctions['getNode']
		>;
	expect((await accountOf(second.context, moved, trusting)).secret).not.toBe(secret);

	const unnamed = contextWith(() => credential('third'));
	unnamed.context.getNode = () => ({}) as ReturnType<IWebhookFunctions['getNode']>;
	expect((await accountOf(unnamed.context, moved, trusting)).secret).not.toBe(secret);
});
