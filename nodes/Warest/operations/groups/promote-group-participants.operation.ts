import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { changeParticipants, inEntries, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-20: the overall status says "success" whatever became of each. */
export const promoteGroupParticipants = operation({
	name: 'Promote Participants',
	action: 'Promote participants of group',
	effect: 'change',
	description: 'Make people admins of a group. The session must be an admin of it.',
	fields: ofParticipants,
	run: async (values, item) =>
		await changeParticipants(
			values,
			{
				done: 'promoted',
				call: (body) => post(path`/group/participants/promote`, body),
				report: inEntries(
					'promoted',
					'The number is not in the group, the session is not an admin of it, or WhatsApp refused.',
				),
				holds: (member) => member?.isAdmin === true,
			},
			item,
		),
});
