import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

// 120 units a minute, of which each message costs two: 500 messages take eight minutes.
jest.setTimeout(15 * 60_000);

const current = useSandbox({ limits: {} });
const RECIPIENTS = 100;
const items = [...Array(500).keys()].map((index) => ({
	json: {
		to: `62813000${String(10_000 + (index % RECIPIENTS))}@s.whatsapp.net`,
		text: `${index}`,
	},
}));

it('brings 500 messages through a server with its default limits, each once and in order', async () => {
	const { items: output, error } = await runWarest(
		current.account,
		['messages', 'sendText'],
		{
			sessionId: byId('support'),
			to: byId('={{ $json.to }}'),
			message: '={{ $json.text }}',
		},
		{ items },
	);
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.sent)).toEqual(items.map(() => true));
	const { sent } = current.sandbox.control;
	expect(sent).toHaveLength(500);
	for (let recipient = 0; recipient < RECIPIENTS; recipient++) {
		const jid = items[recipient].json.to;
		const texts = sent.filter((message) => message.jid === jid).map(({ text }) => text);
		expect(texts).toEqual([0, 1, 2, 3, 4].map((round) => `${recipient + round * RECIPIENTS}`));
	}
	const refused = current.sandbox.requests.filter(({ status }) => status === 429);
	process.stdout.write(`500 messages, ${refused.length} refused on the way\n`);
});
