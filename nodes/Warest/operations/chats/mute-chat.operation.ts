import { path } from '../../../transport/path';
import { number } from '../../engine/fields';
import { mustExist } from '../../fields/chat';
import { operation } from '../../engine/operation';
import { chatAction, chatOptions, ofChat } from './chat-change';

/** See docs/warest/chats.md#a1: the server silently makes 1 minute of 0, and 60 of what is no number. */
export const muteChat = operation({
	name: 'Mute Chat',
	action: 'Mute chat',
	effect: 'change',
	description: 'Silence the notifications of a chat for some time',
	fields: {
		...ofChat,
		duration: number({
			displayName: 'Duration',
			default: 480,
			min: 1,
			max: 43_200,
			fractions: true,
			unit: 'minutes, 30 days at most',
			description: 'For how many minutes: 480 is 8 hours, 10080 a week, 43200 (the most) 30 days',
		}),
		options: chatOptions,
	},
	before: mustExist,
	request: ({ duration, ...values }) =>
		chatAction(path`/messages/action/mute`, values, { duration }),
});
