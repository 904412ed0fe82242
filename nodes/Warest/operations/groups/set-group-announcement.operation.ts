import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { toggle } from '../../engine/fields';
import { items, operation } from '../../engine/operation';
import { askGroup, ofGroup, resultOf } from './group-change';

/**
 * See docs/warest/groups.md#endpoint-9: only the message says whether it is on or off now
 * (docs/warest/groups.md#trap-25).
 */
export const setGroupAnnouncement = operation({
	name: 'Toggle Announcement Mode',
	action: 'Toggle announcement mode of group',
	effect: 'change',
	description: 'Let only admins write into a group, or everybody',
	fields: {
		...ofGroup,
		announcement: toggle({
			displayName: 'Announcement',
			default: true,
			description: 'Whether only admins may send messages (on) or everybody in the group (off)',
		}),
	},
	run: async ({ sessionId, groupId, announcement }, item) => {
		const call = post(path`/group/announcement`, { sessionId, groupId, announcement });
		const answer = await askGroup(call, item);
		const expected = `Announcement mode ${announcement ? 'enabled' : 'disabled'}`;
		if (answer.message === expected) return items([{ ...resultOf(answer), announcement }]);
		throw item.failure(
			`The announcement mode was not turned ${announcement ? 'on' : 'off'}`,
			`Look at the group on the phone. WARest said: ${answer.message ?? 'nothing'}`,
		);
	},
});
