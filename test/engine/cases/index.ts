import type { Cases } from './case';
import { chats } from './chats';
import { messageActions } from './message-actions';
import { messages } from './messages';
import { sessions } from './sessions';

/** By resource, then by operation. */
export const cases: Record<string, Cases> = {
	sessions,
	chats,
	messageActions,
	messages,
};
