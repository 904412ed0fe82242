import { useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

const current = useSandbox();
const text = async (to: string, options = {}) =>
	await runWarest(current.account, ['messages', 'sendText'], {
		sessionId: byId('support'),
		to: byId(to),
		message: 'Your order is ready',
		options,
	});

it("sends nothing to the digits of a LID that are written like a person's JID", async () => {
	const { error } = await text('260571894513664@s.whatsapp.net');
	expect(error?.message).toContain('hides their number');
	expect(current.sandbox.control.sent).toEqual([]);
});

it('never quotes a message from one chat in another', async () => {
	const { error } = await text('6281300091001,6281300091002', { replyMessageId: 'MSG0030000' });
	expect(error?.message).toBe("'Reply to Message ID' works only with one recipient");
	expect(error?.description).toContain('Nothing was sent.');
	expect(current.sandbox.control.sent).toEqual([]);
});
