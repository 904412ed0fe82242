import type { KnownJid } from '../../nodes/identity/known';
import { post } from '../../nodes/transport/call';
import { paceOf } from '../../nodes/transport/pace';
import { path } from '../../nodes/transport/path';
import { Patience } from '../../nodes/transport/patience';

const message = post(path`/messages/send/text`, { to: '6281200010003@s.whatsapp.net' as KnownJid });

it('lets an item go that has waited as long as it may, and a little longer', async () => {
	const patience = new Patience({ limit: 1000 });
	patience.note(1001, 'the pause of its recipient');
	expect(await paceOf('a server without a queue').admit(message, patience)).toBeNull();
});

it('does not let it wait again', async () => {
	const pace = paceOf('a server whose limit is reached');
	const patience = new Patience({ limit: 1000 });
	patience.note(1001, 'the pause of its recipient');
	await pace.admit(message, new Patience({ limit: 0 }));
	pace.settle(message, {
		'x-ratelimit-limit': '2',
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 60),
	});
	expect(await pace.admit(message, patience)).toMatchObject({
		why: 'the limit of requests of the server',
	});
});
