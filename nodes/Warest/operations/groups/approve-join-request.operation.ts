import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { withoutRequest } from './join-requests';
import { changeParticipants, inLists, participantWork } from './participants';

/** See docs/warest/groups.md#endpoint-23: the server doesn't look whether there is a request. */
export const approveJoinRequest = participantWork({
	name: 'Approve Join Request',
	action: 'Approve join requests of group',
	description: 'Let people in who asked to join a group. The session must be an admin of it.',
	run: async (values, item) => {
		const { unasked } = await withoutRequest(values, item);
		return await changeParticipants(
			values,
			{
				done: 'approved',
				request: (body) => post(path`/group/participants/request/approve`, body),
				report: inLists('approvedParticipants', 'failedToApprove', 'WARest left this number out.'),
				verify: (member) => member !== undefined,
				failureHint: 'The number is not in the group: there may be no such request any more.',
			},
			item,
			unasked,
		);
	},
});
