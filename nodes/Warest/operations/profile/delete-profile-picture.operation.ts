import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { withWords } from '../whatsapp-words';

/** See docs/warest/profile.md#endpoint-28: its success has no result at all. */
export const deleteProfilePicture = operation({
	name: 'Delete Profile Picture',
	action: 'Delete profile picture',
	effect: 'change',
	risk: 'destroysOrExposes',
	description: "Remove the picture of the session's own account",
	fields: { sessionId: session() },
	request: ({ sessionId }) => withWords(remove(path`/profile/picture`, { sessionId })),
	output: (_answer, { sessionId }) => [{ sessionId, deleted: true }],
});
