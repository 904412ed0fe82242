import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { changeParticipants, inEntries, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-21: the overall status says "success" whatever became of each. */
export const demoteGroupParticipants = operation({
	name: 'Demote Participants',
	action: 'Demote participants of group',
	effect: 'change',
	description: 'Make admins of a group ordinary members again. The session must be an admin of it.',
	fields: ofParticipants,
	run: async (values, item) =>
		await changeParticipants(
			values,
			{
				done: 'demoted',
				call: (body) => post(path`/group/participants/demote`, body),
				report: inEntries(
					'demoted',
					'The number is not in the group, the session is not an admin of it, or WhatsApp refused.',
				),
				holds: (member) => member?.isAdmin === false,
			},
			item,
		),
});
