import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/** See docs/warest/groups.md#endpoint-14. */
export const revokeGroupInvite = operation({
	name: 'Revoke Invite Link',
	action: 'Revoke invite link of group',
	effect: 'change',
	description: 'Make the invite link of a group useless, and get the new one',
	fields: ofGroup,
	run: async ({ sessionId, groupId }, item) => {
		const call = post(path`/group/invite/revoke`, { sessionId, groupId });
		return items([
			await changeGroup(call, 'success revoke invite link', item, {
				happened: 'The invite link was not revoked',
				next: 'The session must be in the group, and one of its admins.',
			}),
		]);
	},
});
