import type { Resource } from '../../engine/operation';
import { reply } from './reply.operation';
import { sendAndWait } from './send-and-wait.operation';
import { sendAudio } from './send-audio.operation';
import { sendButton } from './send-button.operation';
import { sendContact } from './send-contact.operation';
import { sendDocument } from './send-document.operation';
import { sendFiles } from './send-files.operation';
import { sendGif } from './send-gif.operation';
import { sendList } from './send-list.operation';
import { sendLocation } from './send-location.operation';
import { sendLongText } from './send-long-text.operation';
import { sendMedia } from './send-media.operation';
import { sendPoll } from './send-poll.operation';
import { sendSticker } from './send-sticker.operation';
import { sendText } from './send-text.operation';

export const messages: Resource = {
	name: 'Messages - Sending',
	operations: {
		sendText,
		sendLongText,
		reply,
		sendFiles,
		sendMedia,
		sendDocument,
		sendAudio,
		sendGif,
		sendSticker,
		sendButton,
		sendList,
		sendLocation,
		sendPoll,
		sendContact,
		sendAndWait,
	},
};
