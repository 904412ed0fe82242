import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { text } from '../../engine/fields';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/** See docs/warest/groups.md#endpoint-6. */
export const updateGroupName = operation({
	name: 'Update Group Name',
	action: 'Update group name',
	effect: 'change',
	description: 'Give a group another name',
	fields: {
		...ofGroup,
		groupName: text({ displayName: 'Group Name', placeholder: 'e.g. Saturday team' }),
	},
	run: async (values, item) => {
		const call = post(path`/group/name`, values);
		return items([await changeGroup(call, 'success update group name', item)]);
	},
});
