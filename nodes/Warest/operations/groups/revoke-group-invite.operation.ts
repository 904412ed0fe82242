import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { groupChange } from './group-change';

/** See docs/warest/groups.md#endpoint-14. */
export const revokeGroupInvite = groupChange({
	name: 'Revoke Invite Link',
	action: 'Revoke the invite link of a WhatsApp group',
	risk: 'destroysOrExposes',
	description: "Revoke a group's invite link and get a new one",
	request: ({ sessionId, groupId }) => post(path`/group/invite/revoke`, { sessionId, groupId }),
	done: 'success revoke invite link',
	notDone: {
		message: 'The invite link was not revoked',
		hint: 'The session must be in the group and be one of its admins.',
	},
});
