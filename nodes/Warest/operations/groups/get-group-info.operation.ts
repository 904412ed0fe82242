import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items } from '../../engine/output';
import { simplify } from '../../fields/simplify';
import { askGroup, groupQuery, resultOf } from './group-change';
import { simplifiedGroup } from './simplified-group';

/** See docs/warest/groups.md#endpoint-2. */
export const getGroupInfo = groupQuery({
	name: 'Group Info',
	action: 'Get a WhatsApp group and its settings',
	risk: 'reads',
	description: "Get a group's name, description, settings and number of participants",
	fields: { simplify },
	run: async ({ sessionId, groupId, simplify: isSimple }, item) => {
		const call = read(path`/group/info`, { sessionId, groupId });
		const [data = {}] = objectsIn(resultOf(await askGroup(call, item)).data);
		const group = { sessionId, groupId, participantsCount: null, ...data };
		return items([isSimple ? simplifiedGroup(group) : group]);
	},
});
