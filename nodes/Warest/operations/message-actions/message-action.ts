import { options } from '../../engine/fields';
import { allowUnknown, chat } from '../../fields/chat';
import { message } from '../../fields/message';
import { session } from '../../fields/session';

/** Session, chat and message: what every action on a message asks. */
export const ofMessage = { sessionId: session(), chatId: chat(), messageId: message() };

/** The options of an action that has none of its own. */
export const messageOptions = options({ allowUnknown: allowUnknown() });
