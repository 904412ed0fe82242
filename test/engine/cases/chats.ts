import { byId } from '../../support/warest';
import type { Case, Cases } from './case';

const sessionId = byId('demo');
const JID = '6281200010003@s.whatsapp.net';
const chatId = byId(JID);
const perItem = {
	parameter: 'chatId',
	values: ['+62 812-0001-0003', '120363000000000000'] as [string, string],
};
const unknownChat = {
	parameters: { chatId: byId('6289999999999') },
	message: "The chat '6289999999999@s.whatsapp.net' does not exist in session 'demo'",
};
const notConnected: Case['failure'] = {
	given: ({ control }) => control.drop('demo', 'stopped'),
	message: "Session 'demo' is logged out or stopped",
};

/** A change of a whole chat, of which the server says little more than that it was done. */
const action = (name: string, status: string, more = {}): Case => ({
	minimal: { sessionId, chatId },
	output: [
		{ sessionId: 'demo', ownPhone: '+6281100000001', to: '6281200010003', toJid: JID, status },
	],
	full: { sessionId, chatId, ...more, options: { allowUnknown: true } },
	sends: { path: new RegExp(`action/${name}$`), has: { sessionId: 'demo', to: JID, ...more } },
	perItem,
	failure: unknownChat,
});

export const chats: Cases = {
	listChats: {
		minimal: { sessionId, limit: 1 },
		output: [expect.objectContaining({ chatId: '6281200010000@s.whatsapp.net', name: 'C0' })],
		full: {
			sessionId,
			returnAll: false,
			limit: 5,
			simplify: false,
			options: { hasMedia: true, search: 'c', sortBy: 'name', sortOrder: 'asc' },
		},
		sends: {
			path: /\/chats$/,
			has: {
				sessionId: 'demo',
				limit: '5',
				hasMedia: 'true',
				search: 'c',
				sortBy: 'name',
				sortOrder: 'asc',
			},
		},
		perItem: { parameter: 'limit', values: [1, '2'] },
		failure: notConnected,
	},
	getChatMessages: {
		minimal: { sessionId, chatId, limit: 1 },
		output: [
			expect.objectContaining({
				messageId: expect.any(String),
				chatId: JID,
				sentAt: expect.stringMatching(/Z$/),
			}),
		],
		full: {
			sessionId,
			chatId,
			returnAll: true,
			simplify: false,
			options: {
				search: 'hello',
				startTime: '2026-01-01T00:00:00Z',
				endTime: '2027-01-01T00:00:00Z',
				mediaOnly: false,
				isFromMe: false,
			},
		},
		sends: {
			path: /messages$/,
			has: {
				sessionId: 'demo',
				limit: '500',
				search: 'hello',
				startTime: '2026-01-01T00:00:00.000Z',
				endTime: '2027-01-01T00:00:00.000Z',
				mediaOnly: 'false',
			},
		},
		perItem,
		failure: notConnected,
	},
	findChat: {
		minimal: { sessionId, search: 'C3' },
		output: [
			expect.objectContaining({
				name: 'C3',
				chatId: JID,
				phone: '+6281200010003',
				number: 'known',
			}),
		],
		full: { sessionId, search: '+62 812-0001-0003', limit: 5 },
		sends: {
			path: /\/chats$/,
			has: { sessionId: 'demo', search: '6281200010003', limit: '5' },
		},
		perItem: { parameter: 'search', values: ['C3', 'nobody'] },
		failure: notConnected,
	},
	getConversation: {
		minimal: { sessionId, chatId },
		output: [
			expect.objectContaining({
				chatId: JID,
				messages: expect.arrayContaining([
					expect.objectContaining({ role: 'user', content: 'hello 3/1', name: 'C3' }),
					expect.objectContaining({ role: 'assistant', content: 'hello 3/0', name: null }),
				]),
				leftOut: 0,
			}),
		],
		full: { sessionId, chatId, limit: 5, maxCharacters: 500 },
		sends: { path: /messages$/, has: { sessionId: 'demo', limit: '5' } },
		perItem,
		failure: notConnected,
	},
	pinChat: {
		minimal: { sessionId, chatId },
		output: [expect.objectContaining({ chatId: JID, pinned: true })],
		full: { sessionId, chatId, pin: false, options: { allowUnknown: true } },
		sends: { path: /pin$/, has: { sessionId: 'demo', pin: false } },
		perItem,
		failure: unknownChat,
	},
	pinMessage: {
		minimal: { sessionId, chatId, messageId: byId('MSG0030001') },
		output: [expect.objectContaining({ chatId: JID, messageId: 'MSG0030001', pinned: true })],
		full: {
			sessionId,
			chatId,
			messageId: byId('MSG0030001'),
			pin: false,
			options: { allowUnknown: true },
		},
		sends: { path: /MSG0030001\/pin$/, has: { sessionId: 'demo', pin: false } },
		perItem: { parameter: 'messageId', values: ['MSG0030001', 'MSG0030002'] },
		failure: unknownChat,
	},
	markChatRead: {
		minimal: { sessionId, chatId },
		output: [expect.objectContaining({ chatId: JID, mode: 'by_days' })],
		full: { sessionId, chatId, options: { messages: 3, days: 2, allowUnknown: true } },
		sends: { path: /read$/, has: { sessionId: 'demo', messages: 3, days: 2 } },
		perItem,
		failure: unknownChat,
	},
	archiveChat: action('archive', 'chat archived success'),
	unarchiveChat: action('unarchive', 'chat unarchived success'),
	muteChat: action('mute', 'chat muted success', { duration: 30 }),
	unmuteChat: action('unmute', 'chat unmuted success'),
	clearChat: action('clear-all', 'chat cleared success'),
};
