import type { Answer } from '../answer';
import { FOREIGN_SESSION, UNKNOWN_SESSION } from '../server-facts';

/** What an answer means for the person: `message` where the server's own words would mislead. */
interface Explanation {
	message?: string;
	hint: string;
}

const OTHERS_SESSION: Explanation = {
	message: 'This API key may not use the session',
	hint: "The session belongs to another user of the server: use that user's API key.",
};
const WHATSAPP_REFUSED =
	'WhatsApp rejected the request. Check that the session is connected and the chat still exists.';
const UNKNOWN_REQUEST: Explanation = {
	message: 'The WARest server does not know this request',
	hint: "Check that the 'Base URL' of the credential leads to WARest itself, and that the server is version 0.3.44 or later.",
};
const INTERNAL: Explanation = {
	message: "WARest couldn't do it",
	hint: "The server or WhatsApp failed without saying why. The server's log may say more.",
};

/** By "HTTP status/app code", then by HTTP status (docs/warest/codes.md#6, docs/warest/chats.md, docs/warest/server.md#1-1 to #1-7). */
const EXPLANATIONS: Record<string, Explanation> = {
	'400': { hint: 'Check the parameters of this item.' },
	'401': {
		message: 'WARest does not accept the API key',
		hint: "Check the 'API Key' in the WARest credential.",
	},
	'403': {
		message: "The API key isn't allowed to do this",
		hint: 'Server operations need the API key of an administrator.',
	},
	[FOREIGN_SESSION]: OTHERS_SESSION,
	'403/4001': {
		message: 'WhatsApp does not allow this message to be edited',
		hint: 'You can edit only your own text messages, for about 15 minutes after sending.',
	},
	'403/4003': {
		message: 'WhatsApp did not allow the pinning or unpinning',
		hint: 'WhatsApp limits how many chats and messages can be pinned: unpin another one first, or check that the chat still exists.',
	},
	[UNKNOWN_SESSION]: {
		message: 'The session does not exist',
		hint: 'Choose the session from the list, or create it with Sessions → Create Session.',
	},
	'404': UNKNOWN_REQUEST,
	'405': UNKNOWN_REQUEST,
	'409': {
		hint: 'Check with Sessions → List Sessions that the session is connected and on the phone that the chat still exists, then run it again.',
	},
	'413': {
		message: 'The request is too large for the server',
		hint: 'Send less at a time; the limits are set on the WARest server.',
	},
	'415': { hint: 'Use a format that this operation takes.' },
	'415/2007': {
		hint: "Pictures and videos go with 'Send Media', sound with 'Send Audio', everything else with 'Send Document'. Programs and scripts are blocked.",
	},
	'422/2014': {
		message: "The server couldn't turn the audio into a voice note",
		hint: 'It needs ffmpeg for that: ask whoever runs the server. Without it, only OGG audio with Opus sound can go out as a voice note.',
	},
	'422': { hint: 'Check the parameters of this item.' },
	'500/8000': INTERNAL,
	'500': { message: INTERNAL.message, hint: "Check the server's log." },
	'502/3013': {
		message: "The server couldn't turn the file into a sticker",
		hint: 'Use a picture in WebP, PNG or JPEG format.',
	},
	'502/4000': { hint: WHATSAPP_REFUSED },
	'502/4005': { hint: WHATSAPP_REFUSED },
	'502': { message: 'WARest is not reachable behind its proxy', hint: 'Check that WARest runs.' },
	'503': { message: 'WARest is not available now', hint: 'Try again in a moment.' },
	'504': {
		message: 'WARest did not answer its proxy in time',
		hint: 'The server or its connection to WhatsApp may be overloaded or stuck: check it.',
	},
};

const UNKNOWN: Explanation = {
	hint: "Try again; if the problem persists, check the server's log.",
};

/** Explains an answer that is no success. */
export function explain({
	status,
	code,
	message,
}: Pick<Answer, 'status' | 'code' | 'message'>): Required<Explanation> {
	const known = EXPLANATIONS[`${status}/${code}`] ?? EXPLANATIONS[`${status}`] ?? UNKNOWN;
	return {
		message: known.message ?? message ?? `WARest answered with status ${status}`,
		hint: known.hint,
	};
}
