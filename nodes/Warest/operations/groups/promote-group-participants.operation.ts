import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { inEntries, participantChange } from './participants';

/** See docs/warest/groups.md#endpoint-20: the overall status says "success" whatever happened to each participant. */
export const promoteGroupParticipants = participantChange({
	name: 'Promote Participants',
	action: 'Make people admins of a WhatsApp group',
	risk: 'destroysOrExposes',
	description: 'Make people group admins. The session must be a group admin itself.',
	done: 'promoted',
	request: (body) => post(path`/group/participants/promote`, body),
	report: inEntries(
		'promoted',
		'The number is not in the group, the session is not a group admin, or WhatsApp refused.',
	),
	verify: (member) => member?.isAdmin === true,
});
