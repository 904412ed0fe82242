import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items } from '../../engine/operation';
import { askGroup, groupWork, resultOf } from './group-change';

const LEFT_BEHIND =
	'Some participants could not be removed. The session has probably left the group all the same: look at the phone.';
const STILL_IN = 'Everybody was removed, but the session itself could not leave the group.';

/**
 * See docs/warest/groups.md#endpoint-4: everybody is removed one by one, then the session leaves
 * (docs/warest/groups.md#trap-24).
 */
export const deleteGroup = groupWork({
	name: 'Delete Group',
	action: 'Delete group',
	description:
		'Remove everybody from a group and leave it, as WhatsApp has no other way to delete one. Takes long for large groups.',
	run: async ({ sessionId, groupId }, item) => {
		const call = remove(path`/group/delete`, { sessionId, groupId });
		const result = resultOf(await askGroup({ ...call, slow: true }, item));
		const failed = Array.isArray(result.failedToRemove) ? result.failedToRemove : [];
		if (result.status === 'success delete group') return items([{ ...result, deleted: true }]);
		if (result.status !== 'partial') {
			throw item.failure(
				'The group was not deleted: none of its participants could be removed',
				'Look at the phone: the session may have left the group all the same.',
			);
		}
		const reason = failed.length > 0 ? LEFT_BEHIND : STILL_IN;
		item.hint(`The group ${groupId} was not deleted completely. ${reason}`);
		return items([{ ...result, deleted: false, reason }]);
	},
});
