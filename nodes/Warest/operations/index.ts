import type { Resource } from '../operation/operation';
import { chats } from './chats';
import { messages } from './messages';
import { messageActions } from './messageActions';
import { misc } from './misc';
import { server } from './server';
import { sessions } from './sessions';

/** All that the node can do, in the order of the menu. */
export const resources: Record<string, Resource> = {
	sessions,
	messages,
	chats,
	messageActions,
	server,
	misc,
};
