import type { Resource } from '../engine/operation';
import { chats } from './chats';
import { groups } from './groups';
import { messages } from './messages';
import { messageActions } from './message-actions';
import { misc } from './misc';
import { profile } from './profile';
import { server } from './server';
import { sessions } from './sessions';

/** All that the node can do, in the order of the menu. */
export const resources: Record<string, Resource> = {
	sessions,
	messages,
	chats,
	messageActions,
	groups,
	profile,
	server,
	misc,
};
