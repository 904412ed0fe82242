import type { Part } from './recording';

const misc = 'Of misc the sandbox has only the look-ups that need a session so far.';
const docs = "The docs routes serve people who read about the API; the package doesn't use them.";

/** Recordings that the sandbox answers otherwise, and why. One that matches all the same fails. */
export const exceptions: Record<Part, Record<string, string>> = {
	'chats-actions': {},
	'messages-sending': {},
	'sessions-server': {
		'docs-code-table': docs,
		'unknown-docs-json': docs,
		'noneopen-poll-misc': misc,
		'quota-not-on-misc': misc,
		'notopen-webhook-preflight': '/api/webhooks belongs to the webhook part of the sandbox.',
	},
};
