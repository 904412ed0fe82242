import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items } from '../../engine/output';
import { askGroup, groupQuery, resultOf } from './group-change';

/** See docs/warest/groups.md#endpoint-13: null when WhatsApp gives no link. */
export const getGroupInvite = groupQuery({
	name: 'Get Invite Link',
	action: 'Get the invite link of a WhatsApp group',
	risk: 'destroysOrExposes',
	description: 'Get the link that lets anyone join a group',
	run: async ({ sessionId, groupId }, item) => {
		const call = read(path`/group/invite`, { sessionId, groupId });
		const result = resultOf(await askGroup(call, item));
		if (typeof result.inviteLink === 'string') return items([result]);
		throw item.failure(
			'WhatsApp gives no invite link for the group',
			'The session must be in the group and be one of its admins.',
		);
	},
});
