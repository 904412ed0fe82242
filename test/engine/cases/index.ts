import type { Cases } from './case';
import { chats } from './chats';
import { messageActions } from './message-actions';
import { groups } from './groups';
import { messages } from './messages';
import { misc } from './misc';
import { server } from './server';
import { profile } from './profile';
import { sessions } from './sessions';

/** By resource, then by operation. */
export const cases: Record<string, Cases> = {
	sessions,
	chats,
	messageActions,
	messages,
	groups,
	profile,
	server,
	misc,
};
