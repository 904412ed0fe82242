import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inLists, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-19: who isn't in the group is in none of the lists of a "success". */
export const removeGroupParticipants = participantChange({
	name: 'Remove Participants',
	action: 'Remove participants from group',
	description: 'Take people out of a group. The session must be an admin of it.',
	done: 'removed',
	request: (body) => remove(path`/group/participants/remove`, body),
	report: inLists(
		'removedParticipants',
		'failedToRemove',
		'The number is not in the group, or the session is not in it.',
	),
	verify: (member) => member === undefined,
});
