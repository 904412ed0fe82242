import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { toggle } from '../../engine/fields';
import { groupChange } from './group-change';

/**
 * See docs/warest/groups.md#endpoint-8: the server takes everything it doesn't know for "unlocked"
 * (docs/warest/groups.md#trap-6).
 */
export const setGroupLocked = groupChange({
	name: 'Lock Group Edits',
	action: 'Let only admins or everyone edit a WhatsApp group',
	risk: 'changes',
	description: "Let only admins, or everyone, change a group's name, picture and description",
	fields: {
		locked: byModel(
			toggle({
				displayName: 'Locked',
				default: true,
				description: 'Whether only admins may edit the group (on) or everyone in it (off)',
			}),
			'true: only admins may edit the group; false: everyone',
		),
	},
	request: ({ sessionId, groupId, locked }) =>
		post(path`/group/locked`, { sessionId, groupId, locked }),
	done: ({ locked }) => `success ${locked ? 'locked' : 'unlocked'} group`,
	output: ({ locked }) => ({ locked }),
});
