import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { pictureItem, pictureOptions } from '../../fields/picture';
import { askGroup, groupQuery, resultOf } from './group-change';

/** See docs/warest/groups.md#endpoint-10: the address is null for many reasons. */
export const getGroupPicture = groupQuery({
	name: 'Get Group Picture',
	action: 'Get the picture of a WhatsApp group',
	risk: 'reads',
	description: "Get a group's picture, or its URL, which works for a limited time",
	options: pictureOptions,
	run: async ({ sessionId, groupId, options }, item) => {
		const query = { sessionId, groupId };
		const result = resultOf(await askGroup(read(path`/group/picture`, query), item));
		// "No picture" is an answer; "no group" is an error.
		if (result.pictureUrl === null) await askGroup(read(path`/group/info`, query), item);
		return await pictureItem(result, result.pictureUrl, 'group-picture', options, item);
	},
});
