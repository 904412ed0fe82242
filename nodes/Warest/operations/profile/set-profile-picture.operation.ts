import { withOwnPhone } from '../../../identity/own-phone';
import { post } from '../../../transport/call';
import { explainedBy } from '../../../transport/failures/explanation';
import { FROM_WHATSAPP } from '../../../transport/failures/words';
import { path } from '../../../transport/path';
import { fileInput } from '../../fields/file';
import { withPicture } from '../../fields/picture';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** See docs/warest/profile.md#endpoint-27. */
export const setProfilePicture = operation({
	name: 'Set Profile Picture',
	action: 'Set your own WhatsApp profile picture',
	effect: 'change',
	risk: 'changes',
	description: "Set the session's own picture from a binary field, a URL or a data URI",
	fields: { sessionId: session(), ...fileInput() },
	run: async ({ sessionId, ...file }, item) => {
		const body = await withPicture({ sessionId }, file, item);
		const { results } = await item.api.send({
			...post(path`/profile/picture`, body),
			explain: explainedBy(FROM_WHATSAPP),
		});
		return items([{ sessionId, ...withOwnPhone(results[0] ?? {}) }]);
	},
});
