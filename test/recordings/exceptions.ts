import type { Part } from './recording';

const misc = 'Of misc the sandbox has only the look-ups that need a session so far.';
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
	'messages-sending': {},
	'sessions-server': {
		'docs-code-table': docs,
		'unknown-docs-json': docs,
		'noneopen-poll-misc': misc,
		'quota-not-on-misc': misc,
		'notopen-webhook-preflight': '/api/webhooks belongs to the webhook part of the sandbox.',
	},
};
