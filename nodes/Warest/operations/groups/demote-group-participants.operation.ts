import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inEntries, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-21: the overall status says "success" whatever became of each. */
export const demoteGroupParticipants = participantChange({
	name: 'Demote Participants',
	action: 'Demote participants of group',
	description: 'Make admins of a group ordinary members again. The session must be an admin of it.',
	done: 'demoted',
	request: (body) => post(path`/group/participants/demote`, body),
	report: inEntries(
		'demoted',
		'The number is not in the group, the session is not an admin of it, or WhatsApp refused.',
	),
	verify: (member) => member?.isAdmin === false,
});
