import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { optionalText, toggle } from '../../engine/fields';
import { groupChange } from './group-change';

const DESCRIPTION = 'Group Description';

/** See docs/warest/groups.md#endpoint-7: whatever is no text clears the description (docs/warest/groups.md#trap-6). */
export const updateGroupDescription = groupChange({
	name: 'Update Group Description',
	action: 'Update group description',
	description: 'Change or remove the description of a group',
	fields: {
		groupDescription: optionalText({
			displayName: DESCRIPTION,
			rows: 3,
			placeholder: 'e.g. Shifts and stock of the shop',
		}),
	},
	options: {
		allowEmpty: toggle({
			displayName: 'Remove If Empty',
			default: true,
			description: "Whether an empty 'Group Description' removes the one that the group has",
		}),
	},
	request: ({ sessionId, groupId, groupDescription = '', options: { allowEmpty } }, item) => {
		if (groupDescription === '' && !allowEmpty) {
			throw item.refusal(
				DESCRIPTION,
				groupDescription,
				'is empty',
				"Enter the new description. To remove the one that the group has, add the option 'Remove If Empty'.",
			);
		}
		return post(path`/group/description`, { sessionId, groupId, groupDescription });
	},
	done: 'success update group description',
});
