import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { withoutRequest } from './join-requests';
import { changeParticipants, inLists, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-23: the server doesn't look whether there is a request. */
export const approveJoinRequest = operation({
	name: 'Approve Join Request',
	action: 'Approve join requests of group',
	effect: 'change',
	description: 'Let people in who asked to join a group. The session must be an admin of it.',
	fields: ofParticipants,
	run: async (values, item) => {
		const { unasked } = await withoutRequest(values, item);
		return await changeParticipants(
			values,
			{
				done: 'approved',
				call: (body) => post(path`/group/participants/request/approve`, body),
				report: inLists('approvedParticipants', 'failedToApprove', 'WARest left this number out.'),
				holds: (member) => member !== undefined,
				otherwise: 'The number is not in the group: there may be no such request any more.',
			},
			item,
			unasked,
		);
	},
});
