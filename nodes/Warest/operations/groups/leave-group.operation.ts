import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/** See docs/warest/groups.md#endpoint-5. */
export const leaveGroup = operation({
	name: 'Leave Group',
	action: 'Leave group',
	effect: 'change',
	description: 'Take the account of the session out of a group',
	fields: ofGroup,
	run: async ({ sessionId, groupId }, item) => {
		const call = post(path`/group/leave`, { sessionId, groupId });
		return items([
			await changeGroup(call, 'success leave', item, {
				happened: 'The session did not leave the group',
				next: 'It may not be in the group any more. WARest does not say why WhatsApp refused.',
			}),
		]);
	},
});
