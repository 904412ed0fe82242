import type { Part } from './recording';

const lostFile = 'The recordings do not have the encrypted file, of which they give the digest.';
const docs = "The docs routes serve people who read about the API; the package doesn't use them.";
const anyGroup =
	'The stand-in behind the recordings answered here for groups and links that do not exist; WhatsApp, and the sandbox, refuse.';

/** Recordings that the sandbox answers otherwise, and why. One that matches all the same fails. */
export const exceptions: Record<Part, Record<string, string>> = {
	'chats-actions': {},
	'groups-profile': {
		'fault-preview': anyGroup,
		'gpic-get-unknown-group': anyGroup,
		'join-odd-url': anyGroup,
		'request-approve-unknown-group': anyGroup,
		'request-reject-unknown-group': anyGroup,
		'requests-unknown-group': anyGroup,
	},
	misc: {
		'decrypt-real-audio': lostFile,
		'decrypt-real-sticker': lostFile,
		'decrypt-real-video': lostFile,
		'phone-not-exists':
			'The stand-in behind the recordings had a LID for every number; WhatsApp, and the sandbox, have none for numbers without account (docs/warest/misc.md#5).',
		'thumb-video-is-text': 'The message lists how that machine built its ffprobe.',
	},
	'messages-sending': {},
	'sessions-server': {
		'docs-code-table': docs,
		'unknown-docs-json': docs,
	},
};
