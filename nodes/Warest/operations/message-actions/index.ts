import type { Resource } from '../../engine/operation';
import { deleteMessage } from './delete-message.operation';
import { editMessage } from './edit-message.operation';
import { markMessageRead } from './mark-message-read.operation';
import { reactToMessage } from './react-to-message.operation';
import { removeReaction } from './remove-reaction.operation';
import { revokeMessage } from './revoke-message.operation';
import { starMessage } from './star-message.operation';
import { unstarMessage } from './unstar-message.operation';

export const messageActions: Resource = {
	name: 'Messages - Actions',
	operations: {
		markMessageRead,
		reactToMessage,
		removeReaction,
		editMessage,
		starMessage,
		unstarMessage,
		deleteMessage,
		revokeMessage,
	},
};
