import { randomBytes, randomInt } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const pick = (alphabet: string, length: number) =>
	Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The id of a message that WhatsApp's library sends. */
export const messageId = () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;

/** 26 characters that sort by time; the ids of messages with buttons (docs/warest/messages.md#1-2). */
export function ulid(now: number): string {
	const time = Array.from(
		{ length: 10 },
		(_, place) => crockford[Math.floor(now / 32 ** (9 - place)) % 32],
	);
	return `${time.join('')}${pick(crockford, 16)}`;
}

/** The id of a row that only the server's database knows (docs/warest/chats.md#c2). */
export const systemRowId = (now: number) => `sys_${ulid(now)}`;

/** `ABCD-1234` (docs/warest/sessions.md#s2). */
export const pairCode = () => `${pick(crockford, 4)}-${pick(crockford, 4)}`;

/** The text inside a QR, as WhatsApp gives it: `2@…`, comma separated (docs/warest/sessions.md#s1). */
export const qrText = () =>
	`2@${[66, 32, 32, 32].map((bytes) => randomBytes(bytes).toString('base64')).join(',')}`;

/** A secret that the server makes up: 8 to 15 letters and digits (docs/warest/sessions.md#s6). */
export const webhookSecret = () => pick(letters, randomInt(8, 16));
