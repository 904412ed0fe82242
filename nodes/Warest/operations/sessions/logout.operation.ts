import { changeByGet } from '../../../transport/call';
import { path } from '../../../transport/path';
import { chosenSession } from '../../fields/session';
import { operation } from '../../engine/operation';
import { keepTwin } from './delete-session.operation';

/** See docs/warest/sessions.md#s3. */
export const logout = operation({
	name: 'Logout Session',
	action: 'Log a WhatsApp session out',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		"Stop a session and forget its login; it stays registered. Also remove it from the phone's linked devices: WhatsApp isn't told.",
	fields: { sessionId: chosenSession() },
	before: keepTwin,
	request: ({ sessionId }) => changeByGet(path`/session/logout`, { sessionId }),
});
