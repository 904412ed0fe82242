import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { withoutRequest } from './join-requests';
import { changeParticipants, inLists, participantWork } from './participants';

/** See docs/warest/groups.md#endpoint-23: the server doesn't check whether there is a request. */
export const approveJoinRequest = participantWork({
	name: 'Approve Join Request',
	action: 'Approve requests to join a WhatsApp group',
	risk: 'destroysOrExposes',
	description: "Approve people's requests to join a group. The session must be a group admin.",
	run: async (values, item) => {
		const { unasked } = await withoutRequest(values, item);
		return await changeParticipants(
			values,
			{
				done: 'approved',
				request: (body) => post(path`/group/participants/request/approve`, body),
				report: inLists('approvedParticipants', 'failedToApprove', 'WARest left this number out.'),
				verify: (member) => member !== undefined,
				failureHint: 'The number is not in the group: the request may no longer exist.',
			},
			item,
			unasked,
		);
	},
});
