import { phoneOfDigits, type KnownDigits } from '../../../identity/known';
import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { options, text, toggle } from '../../engine/fields';
import { people } from '../../fields/people';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { askGroup, resultOf } from './group-change';
import { membersOf, type Member } from './members';
import { withResults, type ParticipantResult } from './participants';

const PARTICIPANTS = 'Participants';

/** The server doesn't say whom WhatsApp let into the new group. */
function resultIn(members: Member[] | null, digits: KnownDigits): ParticipantResult {
	if (!members) return { status: 'unknown' };
	if (members.some(({ phone }) => phone === phoneOfDigits(digits))) return { status: 'added' };
	return members.some(({ phone }) => phone === null)
		? { status: 'unknown' }
		: { status: 'failed', reason: 'WhatsApp did not allow this number to be added.' };
}

/** See docs/warest/groups.md#endpoint-3. */
export const createGroup = operation({
	name: 'Create Group',
	action: 'Create a WhatsApp group',
	effect: 'change',
	risk: 'changes',
	description:
		'Create a group and see who is in it. Each run creates another one, even under the same name.',
	fields: {
		sessionId: session(),
		groupName: byModel(
			text({ displayName: 'Group Name', placeholder: 'e.g. Saturday team' }),
			'What the group is to be called',
		),
		participants: people(
			{
				displayName: PARTICIPANTS,
				hint: 'Several: choose By Phone Numbers',
			},
			{
				required: false,
				dependsOn: ['sessionId.value'],
			},
		),
		options: options({
			allowEmpty: toggle({
				displayName: 'Allow Empty Group',
				default: true,
				description: 'Whether to create the group even without participants',
			}),
		}),
	},
	run: async ({ sessionId, groupName, participants, options: { allowEmpty } }, item) => {
		if (participants.length === 0 && !allowEmpty) {
			throw item.refusal(
				PARTICIPANTS,
				'',
				'is empty',
				"Enter at least one phone number. For a group with nobody else in it, add the option 'Allow Empty Group'.",
			);
		}
		const call = post(path`/group/create`, { sessionId, groupName, participants });
		const { ownPhone, groupId } = resultOf(await askGroup({ ...call, slow: true }, item));
		if (typeof groupId !== 'string') {
			throw item.failure(
				'WARest did not say which group was created',
				'Check on the phone whether it is there before you run this again.',
			);
		}
		const members = await membersOf({ sessionId, groupId }, item).catch(() => null);
		const results = withResults(participants, (digits) => resultIn(members, digits));
		if (results.some(({ status }) => status === 'failed')) {
			item.hint(
				`Not everyone is in the new group '${groupName}': see 'participants'. Send the others the invite link.`,
			);
		}
		return items([{ sessionId, groupId, groupName, participants: results, ownPhone }]);
	},
});
