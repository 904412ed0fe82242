import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items } from '../../engine/output';
import { askGroup, groupQuery, resultOf } from './group-change';

/** See docs/warest/groups.md#endpoint-2. */
export const getGroupInfo = groupQuery({
	name: 'Group Info',
	action: 'Get a WhatsApp group and its settings',
	risk: 'reads',
	description: "Get a group's name, description, settings and number of participants",
	run: async ({ sessionId, groupId }, item) => {
		const call = read(path`/group/info`, { sessionId, groupId });
		const [data = {}] = objectsIn(resultOf(await askGroup(call, item)).data);
		return items([{ sessionId, groupId, participantsCount: null, ...data }]);
	},
});
