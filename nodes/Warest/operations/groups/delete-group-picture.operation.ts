import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { groupChange } from './group-change';

/** See docs/warest/groups.md#endpoint-12. */
export const deleteGroupPicture = groupChange({
	name: 'Delete Group Picture',
	action: 'Delete the picture of a WhatsApp group',
	risk: 'destroysOrExposes',
	description: "Remove a group's picture",
	request: ({ sessionId, groupId }) => remove(path`/group/picture`, { sessionId, groupId }),
	done: 'success remove group picture',
	output: () => ({ deleted: true }),
});
