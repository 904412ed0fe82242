import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { withoutRequest } from './join-requests';
import { changeParticipants, inEntries, participantWork } from './participants';

/** See docs/warest/groups.md#endpoint-24: the server doesn't check whether there is a request. */
export const rejectJoinRequest = participantWork({
	name: 'Reject Join Request',
	action: 'Reject requests to join a WhatsApp group',
	risk: 'destroysOrExposes',
	description: "Turn down people's requests to join a group. The session must be a group admin.",
	run: async (values, item) => {
		const { unasked, isKnown } = await withoutRequest(values, item);
		const output = await changeParticipants(
			values,
			{
				done: 'rejected',
				request: (body) => post(path`/group/participants/request/reject`, body),
				report: inEntries('rejected', 'WhatsApp refused it.'),
			},
			item,
			unasked,
		);
		if (isKnown) return output;
		const reason = 'WARest says it was done, but did not show whether there was such a request.';
		return output.map(({ json }) => ({
			json: json.status === 'rejected' ? { ...json, status: 'unknown', reason } : json,
		}));
	},
});
