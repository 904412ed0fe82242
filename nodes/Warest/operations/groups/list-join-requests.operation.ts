import { items } from '../../engine/output';
import { groupQuery } from './group-change';
import { joinRequestsOf } from './join-requests';
import { membersOf } from './members';

/** See docs/warest/groups.md#endpoint-22. */
export const listJoinRequests = groupQuery({
	name: 'List Join Requests',
	action: 'List who asks to join a WhatsApp group',
	risk: 'reads',
	description: 'List people asking to join a group, one item each',
	run: async ({ sessionId, groupId }, item) => {
		const requests = await joinRequestsOf({ sessionId, groupId }, item);
		if (requests.length === 0) {
			// WARest says the same when WhatsApp refuses.
			const members = await membersOf({ sessionId, groupId }, item);
			if (!members.some(({ isMe, isAdmin }) => isMe && isAdmin)) {
				throw item.failure(
					"The session may not see the group's join requests",
					"Only admins can: ask one to make the session's account an admin.",
				);
			}
		}
		return items(requests.map((request) => ({ sessionId, groupId, ...request })));
	},
});
