import { withOwnApart } from '../../../identity/own-phone';
import { items, operation } from '../../engine/operation';
import { ofGroup } from './group-change';
import { membersOf } from './members';

/** See docs/warest/groups.md#endpoint-17. */
export const getGroupParticipants = operation({
	name: 'List Participants',
	action: 'List participants of group',
	effect: 'query',
	description:
		'Get the people in a group, one item for each. Who hides the number there has a LID only.',
	fields: ofGroup,
	run: async ({ sessionId, groupId }, item) =>
		items(
			(await membersOf({ sessionId, groupId }, item)).map((member) => ({
				sessionId,
				groupId,
				...withOwnApart(member),
			})),
		),
});
