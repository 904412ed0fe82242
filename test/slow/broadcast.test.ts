import { startSandbox, type Sandbox } from '../../sandbox/server';
import { VirtualTime } from '../model/virtual-time';
import { Wire } from '../model/wire';
import { jsons, startEngine } from '../support/engine';
import { byId, runWarest } from '../support/warest';

jest.setTimeout(15 * 60_000);

const RECIPIENTS = 10_000;
const SESSION = 'support';
const TEXT = 'We are open on Sunday, too';
const numbers = Array.from({ length: RECIPIENTS }, (_, index) => String(6_281_300_000_000 + index));
/** In the time zone that n8n has if nobody says otherwise. */
const EVENING = new Date('2028-03-01T19:00:00-05:00');
const NIGHT = {
	from: Date.parse('2028-03-01T22:00-05:00'),
	to: Date.parse('2028-03-02T08:00-05:00'),
};
const items = numbers.map((to) => ({ json: { to } }));

const wire = new Wire();
const time = new VirtualTime(wire);
let sandbox: Sandbox;

beforeAll(async () => {
	await startEngine();
	wire.install();
	time.install();
	jest.setSystemTime(EVENING);
	sandbox = await startSandbox({ limits: {}, behaviour: { compresses: false } });
});

afterAll(async () => {
	time.uninstall();
	wire.uninstall();
	await sandbox.close();
});

/** The broadcast, as docs/broadcast.md has it. */
async function broadcast(cancel?: AbortSignal) {
	const parameters = {
		sessionId: byId(SESSION),
		to: byId('={{ $json.to }}'),
		message: TEXT,
		options: { skipIfSent: 72 },
		pace: { pause: 1, quietHours: '22:00-08:00', maxWait: 24 * 60 },
	};
	const account = { baseUrl: sandbox.url, apiKey: sandbox.apiKey };
	return await time.until(
		runWarest(account, ['messages', 'sendText'], parameters, { items, cancel }),
	);
}

it(`reaches ${RECIPIENTS} people over night, killed in the middle and run again: nobody twice, nobody left out`, async () => {
	const { sent } = sandbox.control;
	const crash = new AbortController();
	const watch = setInterval(() => sent.length >= RECIPIENTS / 3 && crash.abort(), 20);
	await broadcast(crash.signal);
	clearInterval(watch);
	const before = sent.length;
	expect(before).toBeGreaterThanOrEqual(RECIPIENTS / 3);
	expect(before).toBeLessThan(RECIPIENTS);

	const outcome = await broadcast();
	expect(outcome.error).toBeUndefined();
	const made = jsons(outcome);
	expect(made.filter((json) => json.sent !== true)).toEqual([]);
	expect(made.filter((json) => json.skipped === true)).toHaveLength(before);
	expect(sent.map(({ jid }) => jid.split('@')[0]).sort()).toEqual(numbers);
	expect(sent.filter(({ at }) => at >= NIGHT.from && at < NIGHT.to)).toEqual([]);
	expect(sent.filter(({ at }) => at >= NIGHT.to).length).toBeGreaterThan(0);
});
