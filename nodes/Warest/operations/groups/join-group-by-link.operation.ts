import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { askGroup, resultOf } from './group-change';
import { invited, ofInvite } from './invite-link';

/** See docs/warest/groups.md#endpoint-16: the answer doesn't say which group it was, so that is asked first. */
export const joinGroupByLink = operation({
	name: 'Join via Link',
	action: 'Join a WhatsApp group by its invite link',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		'Join a group by its invite link. If its admins approve new members, this sends them a request.',
	fields: ofInvite,
	run: async ({ sessionId, inviteLink }, item) => {
		const { groupId, groupName } = await invited({ sessionId, inviteLink }, item);
		const call = post(path`/group/join-via-link`, { sessionId, inviteLink });
		const result = resultOf(await askGroup(call, item));
		const joined = result.status === 'success joined group';
		if (!joined && result.status !== 'pending approval to join') {
			throw item.failure(
				'WARest did not say whether the session is now in the group',
				`Check on the phone whether '${String(groupName)}' is there before you run this again.`,
			);
		}
		return items([{ ...result, groupId, groupName, inviteLink, joined }]);
	},
});
