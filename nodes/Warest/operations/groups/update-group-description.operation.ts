import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { optionalText, toggle } from '../../engine/fields';
import { groupChange } from './group-change';

const DESCRIPTION = 'Group Description';

/** See docs/warest/groups.md#endpoint-7: anything but text clears the description (docs/warest/groups.md#trap-6). */
export const updateGroupDescription = groupChange({
	name: 'Update Group Description',
	action: 'Change the description of a WhatsApp group',
	risk: 'changes',
	description: "Set or remove a group's description",
	fields: {
		groupDescription: byModel(
			optionalText({
				displayName: DESCRIPTION,
				rows: 3,
				placeholder: 'e.g. Shifts and stock for the shop',
			}),
			'The new description',
		),
	},
	options: {
		allowEmpty: toggle({
			displayName: 'Remove If Empty',
			default: true,
			description: "Whether an empty 'Group Description' removes the current one",
		}),
	},
	request: ({ sessionId, groupId, groupDescription = '', options: { allowEmpty } }, item) => {
		if (groupDescription === '' && !allowEmpty) {
			throw item.refusal(
				DESCRIPTION,
				groupDescription,
				'is empty',
				"Enter the new description. To remove the current one, add the option 'Remove If Empty'.",
			);
		}
		return post(path`/group/description`, { sessionId, groupId, groupDescription });
	},
	done: 'success update group description',
});
