import type { WaitingQuestion } from '../../nodes/Warest/send-and-wait/protocol';

/** A question that waits in a chat, without an end, that nobody has answered. */
export const waitingQuestion = (id: string, chat: string): WaitingQuestion => ({
	id,
	execution: '1',
	node: 'n',
	signature: 'ab',
	sessionId: 'shop',
	chat,
	until: null,
	tries: 0,
	lastNumber: 0,
	messageId: null,
});
