import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import { simplify } from '../../fields/simplify';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { beginning } from '../../engine/to-model';
import { askGroup, resultOf } from './group-change';
import { simplifiedGroup } from './simplified-group';

/** See docs/warest/groups.md#endpoint-1: always all groups. */
export const listGroups = operation({
	name: 'List Groups',
	action: 'List WhatsApp groups',
	effect: 'query',
	risk: 'reads',
	description:
		"Get the groups of a session, one item each. WARest reports each to the webhook as updated: don't use this in a workflow that such events start.",
	toModel: {
		brief: ({ groupId, subject, desc, participantsCount }, most) => ({
			groupId,
			subject,
			desc: beginning(String(desc ?? ''), most),
			participantsCount,
		}),
		nothing: 'No groups found: there are none, or WhatsApp did not answer.',
	},
	fields: { sessionId: session(), simplify },
	run: async ({ sessionId, simplify: isSimple }, item) => {
		const answer = await askGroup(read(path`/groups`, { sessionId }), item);
		const groups = objectsIn(resultOf(answer).data);
		if (groups.length === 0) {
			item.hint(
				`WARest lists no groups for session '${sessionId}'. It also does so when WhatsApp does not answer: if you expect some, run this again.`,
			);
		}
		const found = groups.map((group) => ({ sessionId, groupId: group.id, ...group }));
		return items(isSimple ? found.map(simplifiedGroup) : found);
	},
});
