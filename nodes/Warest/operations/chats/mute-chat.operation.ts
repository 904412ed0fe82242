import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { number } from '../../engine/fields';
import { chatChange } from './chat-change';

/** See docs/warest/chats.md#a1: the server silently turns 0 into 1 minute, and anything but a number into 60. */
export const muteChat = chatChange({
	name: 'Mute Chat',
	action: 'Mute a WhatsApp chat',
	risk: 'changes',
	description: "Mute a chat's notifications for some time",
	fields: {
		duration: byModel(
			number({
				displayName: 'Duration',
				default: 480,
				min: 1,
				max: 43_200,
				fractions: true,
				unit: 'minutes, 30 days at most',
				description: 'In minutes: 480 is 8 hours, 10080 a week, 43200 (the most) 30 days',
			}),
			'For how many minutes; 480 is 8 hours',
		),
	},
	request: ({ sessionId, chatId, duration }) =>
		post(path`/messages/action/mute`, { sessionId, to: chatId, duration }),
});
