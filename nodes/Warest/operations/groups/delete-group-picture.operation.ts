import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/** See docs/warest/groups.md#endpoint-12. */
export const deleteGroupPicture = operation({
	name: 'Delete Group Picture',
	action: 'Delete group picture',
	effect: 'change',
	description: 'Take away the picture of a group',
	fields: ofGroup,
	run: async ({ sessionId, groupId }, item) => {
		const call = remove(path`/group/picture`, { sessionId, groupId });
		return items([
			{ ...(await changeGroup(call, 'success remove group picture', item)), deleted: true },
		]);
	},
});
