import { remove } from '../../../transport/call';
import { explainedBy } from '../../../transport/failures/explanation';
import { FROM_WHATSAPP } from '../../../transport/failures/words';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';

/** See docs/warest/profile.md#endpoint-28: its success has no result at all. */
export const deleteProfilePicture = operation({
	name: 'Delete Profile Picture',
	action: 'Delete your own WhatsApp profile picture',
	effect: 'change',
	risk: 'destroysOrExposes',
	description: "Remove the session's own picture",
	fields: { sessionId: session() },
	request: ({ sessionId }) => ({
		...remove(path`/profile/picture`, { sessionId }),
		explain: explainedBy(FROM_WHATSAPP),
	}),
	output: (_answer, { sessionId }) => [{ sessionId, deleted: true }],
});
