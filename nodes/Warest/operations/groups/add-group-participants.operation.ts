import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { operation } from '../../engine/operation';
import { changeParticipants, inLists, ofParticipants } from './participants';

/** See docs/warest/groups.md#endpoint-18. */
export const addGroupParticipants = operation({
	name: 'Add Participants',
	action: 'Add participants to group',
	effect: 'change',
	description: 'Bring people into a group. Each output item says whether that person is in it now.',
	fields: ofParticipants,
	run: async (values, item) =>
		await changeParticipants(
			values,
			{
				done: 'added',
				call: (body) => post(path`/group/participants/add`, body),
				report: inLists('addedParticipants', 'failedToAdd', 'WARest left this number out.'),
				holds: (member) => member !== undefined,
				otherwise:
					"The number is not in the group: it may not be on WhatsApp, have left just before, or the person's privacy settings let nobody add them. Send them the invite link instead.",
			},
			item,
		),
});
