import { operation } from '../../engine/operation';
import { ask } from '../../send-and-wait/ask';
import { fields } from '../../send-and-wait/fields';

/** Named as n8n names it, which then offers the node as a review step for an agent's tools, too. */
export const sendAndWait = operation({
	name: 'Send and Wait for Response',
	action: 'Send a WhatsApp message and wait for the response',
	description: 'Ask somebody, and go on with their answer',
	effect: 'send',
	risk: 'changes',
	fields,
	run: ask,
});
