import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inLists, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-19: those who aren't in the group are in none of the lists of a "success". */
export const removeGroupParticipants = participantChange({
	name: 'Remove Participants',
	action: 'Remove people from a WhatsApp group',
	risk: 'destroysOrExposes',
	description: 'Remove people from a group. The session must be a group admin.',
	done: 'removed',
	request: (body) => remove(path`/group/participants/remove`, body),
	report: inLists(
		'removedParticipants',
		'failedToRemove',
		'The number is not in the group, or the session is not in it.',
	),
	verify: (member) => member === undefined,
});
