import type { ClaimedJid } from '../../../nodes/identity/claim';
import { listedJid } from '../../../nodes/identity/claim';
import { parseChat } from '../../../nodes/identity/jid';
import { digitsOf, type KnownDigits, type KnownJid } from '../../../nodes/identity/known';
import { post, remove } from '../../../nodes/transport/call';
import { path } from '../../../nodes/transport/path';
import { isRefusal } from '../../../nodes/whatsapp/refusal';

const somewhere = path`/messages/send`;
const entered = parseChat('6281200010003');
const known = (isRefusal(entered) ? '' : entered.jid) as KnownJid;

describe('the compiler (`npm run typecheck`)', () => {
	it('takes only a known JID for the one that a request writes to', () => {
		const claimed: ClaimedJid = { claimed: '6281200010003' };
		const listed = listedJid('6281200010003@s.whatsapp.net')!;
		const text: string = '6281200010003@s.whatsapp.net';
		// @ts-expect-error: what the server lists is a claim
		post(somewhere, { to: claimed });
		// @ts-expect-error: it may be a claim
		post(somewhere, { to: listed });
		// @ts-expect-error: nobody knows where a text is from
		post(somewhere, { to: text });
		expect(post(somewhere, { to: known }).body).toEqual({ to: text });
	});

	it('takes only known digits for participants', () => {
		const claimed: ClaimedJid = { claimed: '6281200010003' };
		const digits = digitsOf(known) as KnownDigits;
		// @ts-expect-error: what the server lists is a claim
		post(somewhere, { participants: [claimed] });
		// @ts-expect-error: nobody knows where a text is from
		remove(somewhere, { participants: ['6281200010003'] });
		// @ts-expect-error: a JID is no number
		post(somewhere, { participants: [known] });
		expect(remove(somewhere, { participants: [digits] }).body).toEqual({
			participants: ['6281200010003'],
		});
	});

	it('never makes a text of a claim', () => {
		const claimed: ClaimedJid = { claimed: '6281200010003' };
		// @ts-expect-error: a path has texts only
		expect(() => path`/chats/${claimed}/pin`).not.toThrow();
	});
});
