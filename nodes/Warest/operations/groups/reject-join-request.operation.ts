import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { withoutRequest } from './join-requests';
import { changeParticipants, inEntries, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-24: the server doesn't look whether there is a request. */
export const rejectJoinRequest = operation({
	name: 'Reject Join Request',
	action: 'Reject join requests of group',
	effect: 'change',
	description: 'Turn down people who asked to join a group. The session must be an admin of it.',
	fields: ofParticipants,
	run: async (values, item) => {
		const { unasked, isKnown } = await withoutRequest(values, item);
		const output = await changeParticipants(
			values,
			{
				done: 'rejected',
				call: (body) => post(path`/group/participants/request/reject`, body),
				report: inEntries('rejected', 'WhatsApp refused it.'),
			},
			item,
			unasked,
		);
		if (isKnown) return output;
		const reason =
			'WARest says that it is done, but did not show whether there was such a request.';
		return output.map(({ json }) => ({
			json: json.status === 'rejected' ? { ...json, status: 'unknown', reason } : json,
		}));
	},
});
