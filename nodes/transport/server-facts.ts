import { MIB } from './files/size';

/** A session ID, as part of a regular expression; the server calls everything else "missing" (docs/warest/server.md#1-3). */
export const SESSION_ID = /^[\w.-]{1,64}$/;

/** Characters: with a shorter webhook secret the server delivers nothing (docs/warest/sessions.md#s6). */
export const SHORTEST_SECRET = 6;

/** Milliseconds after a start or a reconnect in which the server shows an empty webhook (docs/warest/webhooks.md#7-3). */
export const WEBHOOK_HIDDEN_MS = 5000;

/** What docs/warest was measured against. */
export const MEASURED_VERSION = '0.3.44';

// Answers that several modules recognize, as "status/app code".

/** The address of a webhook didn't answer its test as it should; nothing was saved (docs/warest/sessions.md#s6). */
export const PREFLIGHT_FAILED = '400/2000';
/** The session belongs to another user of the server (docs/warest/server.md#1-2). */
export const FOREIGN_SESSION = '403/2201';
/** No such session; many routes also say it of one that isn't connected (docs/warest/codes.md#6). */
export const UNKNOWN_SESSION = '404/1101';
/** The session isn't logged in to WhatsApp (docs/warest/codes.md#6). */
export const NOT_LOGGED_IN = '409/1106';

/** Only an administrator's key may ask; it has no code (docs/warest/server.md#1-2). */
export const NOT_ADMIN = '403/0';

// Limits. Whoever runs the server may set others, except that of a JSON body.

/** Bytes of a JSON body (docs/warest/server.md#1-5). */
export const BODY_LIMIT = 2 * MIB;
/** So many bytes fill such a body as base64. */
export const BASE64_LIMIT = (BODY_LIMIT / 4) * 3;
/** The same with room for other fields, in a number that people can be told. */
export const INLINE_LIMIT = 1_500_000;

/** Bytes of a picture, video, sound, document or sticker that is sent, before anything is compressed (docs/warest/messages.md#2-4). */
export const MEDIA_LIMIT = 1024 * MIB;

/** Requests of an API key, some of which count twice (docs/warest/server.md#1-4). */
export const RATE_LIMIT = { limit: 120, windowMs: 60_000 };
/** Messages and chats of an API key (docs/warest/server.md#1-4). */
export const QUOTA = { limit: 500, windowMs: 60_000 };
/** Between two messages to the same recipient (docs/warest/server.md#1-4). */
export const COOLDOWN_MS = 3000;
