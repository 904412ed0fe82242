import { meOf } from '../world/accounts';
import { pictureOf } from '../world/qr';
import type { Account, Qr } from '../world/types';
import type { LibraryEvent } from './library-event';

const status = (data: LibraryEvent['data']): LibraryEvent => ({ event: 'session_status', data });

/** Seconds for which a QR code is valid. */
export const qrDuration = 20;

const drawn = (qr: Qr) => () => ({ tags: 'qr', qr: pictureOf(qr), qrDuration });

/** What a session's webhook hears about its connection (docs/warest/webhooks.md#5-6). */
export const statusEvents = {
	created: () => status({ tags: 'create' }),
	connecting: () => status({ tags: 'connecting' }),
	open: (account: Account) => status({ status: 'open', me: meOf(account) }),
	reconnecting: () => status({ status: 'reconnecting', attempts: 1 }),
	loggedOut: () => status({ status: 'logged_out', reason: 401 }),
	replaced: () => status({ status: 'replaced', reason: 440, tags: 'conflict_replaced' }),
	/** Logout, delete and reconnect over the API: all the same. */
	closing: () => status({ tags: 'close' }),
	qr: (qr: Qr) => status(drawn(qr)),
};

/** Noise while a phone is paired (docs/warest/webhooks.md#5-5). */
export const credentialsUpdated = (): LibraryEvent => ({ event: 'creds_update', data: {} });
