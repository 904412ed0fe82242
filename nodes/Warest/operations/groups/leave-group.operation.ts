import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { groupChange } from './group-change';

/** See docs/warest/groups.md#endpoint-5. */
export const leaveGroup = groupChange({
	name: 'Leave Group',
	action: 'Leave a WhatsApp group',
	risk: 'destroysOrExposes',
	description: 'Leave a group',
	request: ({ sessionId, groupId }) => post(path`/group/leave`, { sessionId, groupId }),
	done: 'success leave',
	notDone: {
		message: 'The session did not leave the group',
		hint: 'It may no longer be in the group. WARest does not say why WhatsApp refused.',
	},
});
