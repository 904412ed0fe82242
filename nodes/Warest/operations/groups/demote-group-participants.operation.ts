import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inEntries, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-21: the overall status says "success" whatever happened to each participant. */
export const demoteGroupParticipants = participantChange({
	name: 'Demote Participants',
	action: 'Take admin rights in a WhatsApp group away',
	risk: 'destroysOrExposes',
	description: 'Turn group admins back into ordinary members. The session must be a group admin.',
	done: 'demoted',
	request: (body) => post(path`/group/participants/demote`, body),
	report: inEntries(
		'demoted',
		'The number is not in the group, the session is not a group admin, or WhatsApp refused.',
	),
	verify: (member) => member?.isAdmin === false,
});
