import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { items, operation } from '../../engine/operation';
import { changeGroup, ofGroup } from './group-change';

/**
 * See docs/warest/groups.md#endpoint-8: the server takes everything that it doesn't know for "unlocked"
 * (docs/warest/groups.md#trap-6).
 */
export const setGroupLocked = operation({
	name: 'Lock Group Edits',
	action: 'Lock or unlock group edits',
	effect: 'change',
	description: 'Let only admins change name, picture and description of a group, or everybody',
	fields: {
		...ofGroup,
		locked: toggle({
			displayName: 'Locked',
			default: true,
			description: 'Whether only admins may edit the group (on) or everybody in it (off)',
		}),
	},
	run: async ({ sessionId, groupId, locked }, item) => {
		const call = post(path`/group/locked`, { sessionId, groupId, locked });
		const done = `success ${locked ? 'locked' : 'unlocked'} group`;
		return items([{ ...(await changeGroup(call, done, item)), locked }]);
	},
});
