import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { invited, ofInvite } from './invite-link';

/** See docs/warest/groups.md#endpoint-15. */
export const previewGroupByLink = operation({
	name: 'Preview via Link',
	action: 'Preview a WhatsApp group by its invite link',
	effect: 'query',
	risk: 'reads',
	description: 'See which group an invite link leads to, without joining',
	fields: ofInvite,
	run: async (values, item) => items([await invited(values, item)]),
});
