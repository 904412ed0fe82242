import { withOwnPhone } from '../../../identity/own-phone';
import { isObject } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';

/** See docs/warest/profile.md#endpoint-25: what WhatsApp doesn't reveal is null. */
export const getProfileInfo = operation({
	name: 'Get Profile Info',
	action: 'Get your own WhatsApp profile',
	effect: 'read',
	risk: 'reads',
	description:
		"Get the session's own name, about text, picture and business profile. The picture may be five minutes old.",
	fields: { sessionId: session() },
	request: ({ sessionId }) => ({ ...read(path`/profile/info`, { sessionId }), slow: true }),
	output: ({ results }, { sessionId }) =>
		results.map(({ businessProfile, ...profile }) => ({
			sessionId,
			...withOwnPhone(profile),
			businessProfile: isObject(businessProfile) ? withOwnPhone(businessProfile) : null,
		})),
});
