import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { changeParticipants, inLists, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-19: who isn't in the group is in none of the lists of a "success". */
export const removeGroupParticipants = operation({
	name: 'Remove Participants',
	action: 'Remove participants from group',
	effect: 'change',
	description: 'Take people out of a group. The session must be an admin of it.',
	fields: ofParticipants,
	run: async (values, item) =>
		await changeParticipants(
			values,
			{
				done: 'removed',
				call: (body) => remove(path`/group/participants/remove`, body),
				report: inLists(
					'removedParticipants',
					'failedToRemove',
					'The number is not in the group, or the session is not in it.',
				),
				holds: (member) => member === undefined,
			},
			item,
		),
});
