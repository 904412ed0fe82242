import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { options, optionalText, toggle } from '../../fields/basic';
import { items, operation } from '../../operation/operation';
import { changeGroup, ofGroup } from './group-request';

const DESCRIPTION = 'Group Description';

/** Contract groups-profile #7: whatever is no text clears the description (trap 6). */
export const updateGroupDescription = operation({
	name: 'Update Group Description',
	action: 'Update group description',
	description: 'Write what a group is about, or remove that',
	fields: {
		...ofGroup,
		groupDescription: optionalText({
			displayName: DESCRIPTION,
			rows: 3,
			placeholder: 'e.g. Shifts and stock of the shop',
		}),
		options: options({
			clear: toggle({
				displayName: 'Remove Description',
				default: true,
				description: "Whether to remove the description; 'Group Description' must be empty then",
			}),
		}),
	},
	run: async ({ sessionId, groupId, groupDescription, options: { clear = false } }, item) => {
		if (clear === (groupDescription !== undefined)) {
			throw item.refusal(
				DESCRIPTION,
				groupDescription,
				clear ? "is not empty, but 'Remove Description' is on" : 'is empty',
				"Enter the new description, or leave it empty and add the option 'Remove Description'.",
			);
		}
		const body = { sessionId, groupId, groupDescription: groupDescription ?? '' };
		const call = post(path`/group/description`, body);
		return items([await changeGroup(call, 'success update group description', item)]);
	},
});
