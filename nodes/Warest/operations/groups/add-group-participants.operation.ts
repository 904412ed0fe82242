import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inLists, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-18. */
export const addGroupParticipants = participantChange({
	name: 'Add Participants',
	action: 'Add people to a WhatsApp group',
	risk: 'destroysOrExposes',
	description: 'Add people to a group. Each output item says whether that person is in it now.',
	done: 'added',
	request: (body) => post(path`/group/participants/add`, body),
	report: inLists('addedParticipants', 'failedToAdd', 'WARest left this number out.'),
	verify: (member) => member !== undefined,
	failureHint:
		'The number is not in the group: it may not be on WhatsApp, the person may have just left, or their privacy settings may not allow it. Send them the invite link instead.',
});
