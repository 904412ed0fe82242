import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { toggle } from '../../engine/fields';
import { groupChange } from './group-change';

/**
 * See docs/warest/groups.md#endpoint-9: only the message says whether it is now on or off
 * (docs/warest/groups.md#trap-25).
 */
export const setGroupAnnouncement = groupChange({
	name: 'Toggle Announcement Mode',
	action: 'Let only admins or everyone write in a WhatsApp group',
	risk: 'changes',
	description: 'Let only admins, or everyone, write in a group',
	fields: {
		announcement: byModel(
			toggle({
				displayName: 'Announcement',
				default: true,
				description: 'Whether only admins may send messages (on) or everyone in the group (off)',
			}),
			'true: only admins may write; false: everyone',
		),
	},
	request: ({ sessionId, groupId, announcement }) =>
		post(path`/group/announcement`, { sessionId, groupId, announcement }),
	said: ({ message }) => message,
	done: ({ announcement }) => `Announcement mode ${announcement ? 'enabled' : 'disabled'}`,
	notDone: ({ announcement }, { message }) => ({
		message: `Announcement mode was not turned ${announcement ? 'on' : 'off'}`,
		hint: `Check the group on the phone. WARest said: ${message ?? 'nothing'}`,
	}),
	output: ({ announcement }) => ({ announcement }),
});
