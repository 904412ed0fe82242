/** A recording that the sandbox has no cause for, and why. */
export const notModelled: Record<string, string> = {
	'message.text-webmessageinfo':
		'Placeholder resends come as a whole protobuf object; the sandbox loses no message that could be resent.',
	'message.keep-from-me': 'Nobody keeps disappearing messages in the sandbox.',
	'event.group-participants-modify':
		'A member that changes the phone number; in the sandbox numbers stay.',
	'event.update-edit': 'An event of the library that was made up; phones edit as in message.edit.',
	'event.update-pin': 'An event of the library that was made up; phones pin as in message.pin.',
	'event.update-reaction':
		'An event of the library that was made up; phones react as in message.reaction.',
};

const message = 'message_received .data.message';

/** What a phone puts into an answer to show what it answers. */
const contextInfo = (name: string) =>
	['participant', 'quotedMessage.conversation', 'quotedMessage', 'stanzaId']
		.map((key) => `${message}.message.${name}.contextInfo.${key}: recorded nothing, got`)
		.map((line) => `${line} ${line.includes('quotedMessage:') ? 'object' : 'string'}`)
		.concat(`${message}.message.${name}.contextInfo: recorded nothing, got object`);

const madeUp = 'The recorded answer was made up without what it answers; phones always say that.';
const untitled = 'Whether a document has a title depends on the phone.';
const fromHistory =
	'The recorded messages came from a history that named a participant in chats of two, too.';

const title = `${message}.message.documentMessage.title: recorded nothing, got string`;
const rawParticipant = `${message}.key.rawParticipant: recorded string, got nothing`;

/** Where the delivered shape differs from the recorded one, exactly how, and why. */
export const shapeExceptions: Record<string, { why: string; differences: string[] }> = {
	'event.session-close-reconnect': { why: fromHistory, differences: [rawParticipant] },
	'event.session-status-at-server-start': { why: fromHistory, differences: [rawParticipant] },
	'message.audio': {
		why: 'The picture of the sound is drawn by the phone; another recorded voice note has none.',
		differences: [`${message}.message.audioMessage.waveform: recorded string, got nothing`],
	},
	'message.document-mime-not-allowed': { why: untitled, differences: [title] },
	'message.document-zip-not-stored': { why: untitled, differences: [title] },
	'message.interactive-response': {
		why: madeUp,
		differences: contextInfo('interactiveResponseMessage'),
	},
	'message.list-response': { why: madeUp, differences: contextInfo('listResponseMessage') },
	'message.sticker': {
		why: 'Only some phones say whether a sticker moves; another recorded one does not.',
		differences: [`${message}.message.stickerMessage.isAnimated: recorded boolean, got nothing`],
	},
	'message.template-button-reply': {
		why: madeUp,
		differences: contextInfo('templateButtonReplyMessage'),
	},
};
