import type { Chat, Message } from '../../world/types';
import type { Wire } from './kind';

const fileNames: Record<string, string> = {
	image: 'imageMessage',
	video: 'videoMessage',
	gif: 'videoMessage',
	audio: 'audioMessage',
	document: 'documentMessage',
	stickermessage: 'stickerMessage',
};

/** A message as quoted inside one that answers it: files without their keys. */
function quotedWire({ type, body, content, media, poll }: Message): Wire {
	if (poll) return { pollCreationMessageV3: { name: poll.question } };
	const name = fileNames[type];
	if (name === undefined) return { conversation: body };
	const caption = content && 'text' in content ? content.text : null;
	return {
		[name]: {
			...(media?.mimeType && { mimetype: media.mimeType }),
			...(media?.fileName && { fileName: media.fileName }),
			...(caption && { caption }),
		},
	};
}

/** What makes a message an answer to another one. */
export function quoteOf(chat: Chat, id: string): Wire | null {
	const quoted = chat.messages.find((message) => message.id === id);
	if (!quoted) return null;
	return {
		stanzaId: id,
		participant: quoted.senderJid,
		quotedMessage: quotedWire(quoted),
	};
}
