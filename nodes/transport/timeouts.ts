import type { Call } from './call';

/** A change waits for the session's queue and for WhatsApp, up to 120 s (docs/warest/chats.md#0-6). */
const CHANGE_MS = 150_000;
const READ_MS = 60_000;
/** The server itself waits 300 s for a file that it downloads (docs/warest/misc.md#1-5), and then works on it. */
const SLOW_MS = 600_000;
/** For the files of a send, and what WhatsApp takes to store them. */
const UPLOAD_MS = 1_800_000;

/** Milliseconds that a request may take, unless the person has set something else. */
export const usualTimeout = ({ form, changes, slow }: Call): number => {
	if (form) return UPLOAD_MS;
	if (slow) return SLOW_MS;
	return changes ? CHANGE_MS : READ_MS;
};

/** Milliseconds for a file that an answer named: `idle` without a byte of it, `whole` for a picture. */
export const FILE_TIMEOUTS = { idle: 60_000, whole: READ_MS };
