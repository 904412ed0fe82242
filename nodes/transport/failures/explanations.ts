import { FOREIGN_SESSION, UNKNOWN_SESSION, MEASURED_VERSION } from '../server-facts';
import {
	explained,
	explainedBy,
	type Explanation,
	type Failure,
	type Meaning,
	type Meanings,
} from './explanation';

const UNCLEAR = "WARest couldn't do it";

/** What statuses and app codes mean (docs/warest/codes.md#6, docs/warest/chats.md, docs/warest/server.md#1-1 to #1-7). */
const BY_STATUS: Meanings = [
	{
		of: [FOREIGN_SESSION],
		message: 'This API key may not use the session',
		hint: "The session belongs to another user of the server: use that user's API key.",
	},
	{
		of: ['403/4001'],
		message: 'WhatsApp does not allow this message to be edited',
		hint: 'You can edit only your own text messages, for about 15 minutes after sending.',
	},
	{
		of: ['403/4003'],
		message: 'WhatsApp did not allow the pinning or unpinning',
		hint: 'WhatsApp limits how many chats and messages can be pinned: unpin another one first, or check that the chat still exists.',
	},
	{
		of: [UNKNOWN_SESSION],
		message: 'The session does not exist',
		hint: 'Choose the session from the list, or create it with Sessions → Create Session.',
	},
	{
		of: ['415/2007'],
		hint: "Pictures and videos go with 'Send Media', sound with 'Send Audio', everything else with 'Send Document'. Programs and scripts are blocked.",
	},
	{
		of: ['422/2014'],
		message: "The server couldn't turn the audio into a voice note",
		hint: 'It needs ffmpeg for that: ask whoever runs the server. Without it, only OGG audio with Opus sound can go out as a voice note.',
	},
	{
		of: ['500/8000'],
		message: UNCLEAR,
		hint: "The server or WhatsApp failed without saying why. The server's log may say more.",
	},
	{
		of: ['502/3013'],
		message: "The server couldn't turn the file into a sticker",
		hint: 'Use a picture in WebP, PNG or JPEG format.',
	},
	{
		of: ['502/4000', '502/4005'],
		hint: 'WhatsApp rejected the request. Check that the session is connected and the chat still exists.',
	},
	{ of: ['400', '422'], hint: 'Check the parameters of this item.' },
	{
		of: ['401'],
		message: 'WARest does not accept the API key',
		hint: "Check the 'API Key' in the WARest credential.",
	},
	{
		of: ['403'],
		message: "The API key isn't allowed to do this",
		hint: 'Server operations need the API key of an administrator.',
	},
	{
		of: ['404', '405'],
		message: 'The WARest server does not know this request',
		hint: `Check that the 'Base URL' of the credential leads to WARest itself, and that the server is version ${MEASURED_VERSION} or later.`,
	},
	{
		of: ['409'],
		hint: 'Check with Sessions → List Sessions that the session is connected and on the phone that the chat still exists, then run it again.',
	},
	{
		of: ['413'],
		message: 'The request is too large for the server',
		hint: 'Send less at a time; the limits are set on the WARest server.',
	},
	{ of: ['415'], hint: 'Use a format that this operation takes.' },
	{ of: ['500'], message: UNCLEAR, hint: "Check the server's log." },
	{
		of: ['502'],
		message: 'WARest is not reachable behind its proxy',
		hint: 'Check that WARest runs.',
	},
	{
		of: ['503'],
		message: 'WARest is not available now',
		hint: 'It may be starting, or overloaded.',
		again: 'Try again in a moment.',
	},
	{
		of: ['504'],
		message: 'WARest did not answer its proxy in time',
		hint: 'The server or its connection to WhatsApp may be overloaded or stuck: check it.',
	},
];

const UNKNOWN: Meaning = {
	hint: "The server's log may say why.",
	again: 'Try again.',
};

const known = explainedBy(BY_STATUS);

/** Explains any answer that is no success, by its status. */
export const explain = (answer: Failure): Explanation =>
	known(answer) ?? explained(UNKNOWN, answer);
