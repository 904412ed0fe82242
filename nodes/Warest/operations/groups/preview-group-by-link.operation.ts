import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { simplified, simplify } from '../../fields/simplify';
import { invited, ofInvite } from './invite-link';

const FIELDS = [
	'sessionId',
	'groupId',
	'groupName',
	'groupDescription',
	'groupPicture',
	'participantsCount',
	'isGroupLocked',
	'isAnnouncement',
	'isEphemeral',
	'inviteLink',
];

/** See docs/warest/groups.md#endpoint-15. */
export const previewGroupByLink = operation({
	name: 'Preview via Link',
	action: 'Preview a WhatsApp group by its invite link',
	effect: 'query',
	risk: 'reads',
	description: 'See which group an invite link leads to, without joining',
	fields: { ...ofInvite, simplify },
	run: async (values, item) => {
		const group = await invited(values, item);
		return items([values.simplify ? simplified(group, FIELDS) : group]);
	},
});
