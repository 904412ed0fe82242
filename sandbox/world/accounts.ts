import { withoutDevice } from '../recipients';
import type { Account, Session } from './types';

/** The account's JID with its device suffix, as `me.id` shows it. */
export const identityOf = (account: Account) => `${account.phone}:${account.device}@s.whatsapp.net`;

/** `me` of the session list (docs/warest/sessions.md#s7). */
export const meOf = (account: Account) => ({
	id: identityOf(account),
	name: account.name,
	lid: `${account.lid}:${account.device}@lid`,
});

/** The account's JID as it stands in messages. */
export const ownJidOf = (account: Account) => withoutDevice(identityOf(account));

/** The JID of whoever the session writes as. */
export const ownJid = (session: Session) =>
	ownJidOf(session.runtime?.account ?? session.profile ?? session.owningPhone);
