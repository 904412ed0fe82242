import { remove } from '../../../transport/call';
import { path } from '../../../transport/path';
import { items } from '../../engine/output';
import { askGroup, groupWork, resultOf } from './group-change';

const LEFT_BEHIND =
	'Some participants could not be removed. The session has probably left the group anyway: check on the phone.';
const STILL_IN = 'Everyone was removed, but the session itself could not leave the group.';

/**
 * See docs/warest/groups.md#endpoint-4: everyone is removed one by one, then the session leaves
 * (docs/warest/groups.md#trap-24).
 */
export const deleteGroup = groupWork({
	name: 'Delete Group',
	action: 'Delete a WhatsApp group',
	risk: 'destroysOrExposes',
	description:
		'Remove everyone from a group and leave it: WhatsApp has no other way to delete one. Slow for large groups.',
	run: async ({ sessionId, groupId }, item) => {
		const call = remove(path`/group/delete`, { sessionId, groupId });
		const result = resultOf(await askGroup({ ...call, slow: true }, item));
		const failed = Array.isArray(result.failedToRemove) ? result.failedToRemove : [];
		if (result.status === 'success delete group') return items([{ ...result, deleted: true }]);
		if (result.status !== 'partial') {
			throw item.failure(
				'The group was not deleted: none of its participants could be removed',
				'Check on the phone: the session may have left the group anyway.',
			);
		}
		const reason = failed.length > 0 ? LEFT_BEHIND : STILL_IN;
		item.hint(`The group ${groupId} was only partly deleted. ${reason}`);
		return items([{ ...result, deleted: false, reason }]);
	},
});
