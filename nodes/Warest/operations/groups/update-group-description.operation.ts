import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { options, optionalText, toggle } from '../../engine/fields';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

const DESCRIPTION = 'Group Description';

/** See docs/warest/groups.md#endpoint-7: whatever is no text clears the description (docs/warest/groups.md#trap-6). */
export const updateGroupDescription = operation({
	name: 'Update Group Description',
	action: 'Update group description',
	effect: 'change',
	description: 'Write what a group is about, or remove that',
	fields: {
		...ofGroup,
		groupDescription: optionalText({
			displayName: DESCRIPTION,
			rows: 3,
			placeholder: 'e.g. Shifts and stock of the shop',
		}),
		options: options({
			allowEmpty: toggle({
				displayName: 'Remove If Empty',
				default: true,
				description: "Whether an empty 'Group Description' removes the one that the group has",
			}),
		}),
	},
	run: async ({ sessionId, groupId, groupDescription, options: { allowEmpty } }, item) => {
		if (groupDescription === undefined && !allowEmpty) {
			throw item.refusal(
				DESCRIPTION,
				groupDescription,
				'is empty',
				"Enter the new description. To remove the one that the group has, add the option 'Remove If Empty'.",
			);
		}
		const body = { sessionId, groupId, groupDescription: groupDescription ?? '' };
		const call = post(path`/group/description`, body);
		return items([await changeGroup(call, 'success update group description', item)]);
	},
});
