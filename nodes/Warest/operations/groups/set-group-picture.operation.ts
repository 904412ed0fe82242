import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { fileInput } from '../../fields/file';
import { withPicture } from '../../fields/picture';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/** See docs/warest/groups.md#endpoint-11. */
export const setGroupPicture = operation({
	name: 'Set Group Picture',
	action: 'Set group picture',
	effect: 'change',
	description: 'Give a group a picture: from a binary field, an address or a data URI',
	fields: { ...ofGroup, ...fileInput() },
	run: async ({ sessionId, groupId, ...file }, item) => {
		const body = await withPicture({ sessionId, groupId }, file, item);
		const call = post(path`/group/picture`, body);
		return items([await changeGroup(call, 'success update group picture', item)]);
	},
});
