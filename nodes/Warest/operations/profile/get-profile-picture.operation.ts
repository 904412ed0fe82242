import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { options } from '../../engine/fields';
import { pictureItem, pictureOptions } from '../../fields/picture';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';

interface Picture extends IDataObject {
	sessionId: string;
	url?: string | null;
}

/** See docs/warest/profile.md#endpoint-26: always the session's own picture. */
export const getProfilePicture = operation({
	name: 'Get Profile Picture',
	action: 'Get your own WhatsApp profile picture',
	effect: 'query',
	risk: 'reads',
	description: "Get the session's own picture, or its URLs. It may be five minutes old.",
	fields: { sessionId: session(), options: options(pictureOptions) },
	run: async ({ sessionId, options: entered }, item) => {
		const call = { ...read(path`/profile/picture`, { sessionId }), slow: true };
		const { results } = await item.api.send(call);
		const result = { sessionId, ...withOwnPhone(results[0] ?? {}) } as Picture;
		return await pictureItem(result, result.url, 'profile-picture', entered, item);
	},
});
