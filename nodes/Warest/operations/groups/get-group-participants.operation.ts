import { withOwnApart } from '../../../identity/own-phone';
import { items } from '../../engine/output';
import { groupQuery } from './group-change';
import { membersOf } from './members';

/** See docs/warest/groups.md#endpoint-17. */
export const getGroupParticipants = groupQuery({
	name: 'List Participants',
	action: 'List the participants of a WhatsApp group',
	risk: 'reads',
	description:
		'Get the members of a group, one item each. Members who hide their number appear by LID only.',
	toModel: {
		brief: ({ jid, id, isAdmin, isMe }) => ({
			participant: jid ?? id,
			isAdmin: isAdmin === true ? true : null,
			isMe: isMe === true ? true : null,
		}),
	},
	run: async ({ sessionId, groupId }, item) =>
		items(
			(await membersOf({ sessionId, groupId }, item)).map((member) => ({
				sessionId,
				groupId,
				...withOwnApart(member),
			})),
		),
});
