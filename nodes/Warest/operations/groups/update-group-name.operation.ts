import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { text } from '../../engine/fields';
import { groupChange } from './group-change';

/** See docs/warest/groups.md#endpoint-6. */
export const updateGroupName = groupChange({
	name: 'Update Group Name',
	action: 'Rename a WhatsApp group',
	risk: 'changes',
	description: 'Rename a group',
	fields: {
		groupName: byModel(
			text({ displayName: 'Group Name', placeholder: 'e.g. Saturday team' }),
			'What the group is to be called',
		),
	},
	request: ({ sessionId, groupId, groupName }) =>
		post(path`/group/name`, { sessionId, groupId, groupName }),
	done: 'success update group name',
});
