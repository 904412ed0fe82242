import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { fileInput } from '../../fields/file';
import { withPicture } from '../../fields/picture';
import { groupChange } from './group-change';

/** See docs/warest/groups.md#endpoint-11. */
export const setGroupPicture = groupChange({
	name: 'Set Group Picture',
	action: 'Set the picture of a WhatsApp group',
	risk: 'changes',
	description: "Set a group's picture from a binary field, a URL or a data URI",
	fields: fileInput(),
	request: async ({ sessionId, groupId, ...file }, item) =>
		post(path`/group/picture`, await withPicture({ sessionId, groupId }, file, item)),
	done: 'success update group picture',
});
