import type { Resource } from '../operation/operation';
import { chats } from './chats';
import { messageActions } from './messageActions';
import { sessions } from './sessions';

/** All that the node can do, in the order of the menu. */
export const resources: Record<string, Resource> = {
	sessions,
	chats,
	messageActions,
};
