import type { Meanings } from './explanation';

/** What WhatsApp's library means; the server passes its words on, of groups as 500 or 502 (docs/warest/groups.md#1-7, #trap-13). */
export const FROM_WHATSAPP: Meanings = [
	{
		said: /^rate-overlimit$/,
		message: "WhatsApp's rate limit is reached",
		hint: 'Wait a few hours before you try again: WhatsApp blocks accounts that keep trying.',
	},
	{
		said: /unsupported image format|^Input (file|buffer)/,
		message: 'The file is not a picture that WhatsApp can show',
		hint: 'Use a JPEG, PNG or WebP picture. The URL may lead to a web page instead.',
	},
	{
		said: /^picture is invalid or unreadable$/,
		message: 'The WARest server could not read the picture',
		hint: "Check 'URL or Data URI': the server itself must be able to download it, without a login.",
	},
	{
		// The status alone would suggest a proxy.
		of: ['502/2800'],
		message: (said) => `WhatsApp rejected the request: ${said}`,
		hint: 'Check on the phone before you run it again.',
	},
];

/** What WhatsApp means when it is asked about a group. */
export const ABOUT_A_GROUP: Meanings = [
	{
		said: /^item-not-found$/,
		message: 'The group does not exist, or this session is not in it',
		hint: "Choose 'Group' from the list of the session's groups.",
	},
	{
		// Not "Forbidden", which is about the API key.
		said: /^(forbidden|not-authorized)$|^Bot is not an admin/,
		message: 'The session is not allowed to do this in the group',
		hint: "Most changes need a group admin: ask one to make the session's account an admin too.",
	},
	{
		said: /^(gone|not-acceptable|bad-request)$/,
		message: 'WhatsApp does not accept the invite link',
		hint: 'It was revoked or is mistyped, or the account was removed from the group: ask for a new link.',
	},
	{
		said: /^conflict$/,
		message: 'The session is already in the group',
		hint: 'There is nothing to do.',
	},
];

const UNREACHABLE_FILE =
	"Check 'URL or Data URI': the WARest server itself must be able to download the file, without a login.";

/**
 * What the server's tools mean. Nearly every bad input is a 500 with the words of some library
 * (docs/warest/misc.md#1-1), and no fault of the server.
 */
export const FROM_TOOLS: Meanings = [
	{
		said: /^Request failed with status code/,
		message: 'The WARest server could not download the file: its address answered with an error',
		hint: UNREACHABLE_FILE,
	},
	{
		said: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ECONNRESET|socket hang up|timeout of|Invalid URL|certificate/,
		message: 'The WARest server could not reach the address of the file',
		hint: UNREACHABLE_FILE,
	},
	{
		said: /^maxContentLength/,
		message: 'The file is too large for the WARest server',
		hint: 'It takes files of 50 MB at most.',
	},
	{
		said: /unsupported image format|Input Buffer is empty/i,
		message: 'The file is not a picture that WARest can read',
		hint: 'It reads JPEG, PNG, WebP, GIF, TIFF, AVIF and SVG. The URL may lead to a web page instead of the picture.',
	},
	{
		said: /requires Sharp/,
		message: 'This WARest server cannot work with pictures',
		hint: 'Its image library "sharp" is not installed: ask whoever runs the server.',
	},
	{ of: ['500/*'], message: "WARest couldn't do it", hint: 'Check the parameters of this item.' },
];
