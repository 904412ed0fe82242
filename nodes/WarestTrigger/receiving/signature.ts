import { createHmac, timingSafeEqual } from 'node:crypto';

/** How many hex digits the signature of each algorithm has. */
const HEX_LENGTHS: Record<string, number> = { '224': 56, '256': 64, '384': 96, '512': 128 };

/** The header that signs the bytes of a delivery whose body names no user. */
export const signatureOf = (raw: string, secret: string): string =>
	`HMAC-SHA256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

/** The headers of a body that somebody of this n8n posts to a trigger, signed as WARest signs what it delivers there. */
export const signedHeaders = (body: string, secret: string) => ({
	'content-type': 'application/json',
	'x-warest-signature': signatureOf(body, secret),
});

/**
 * Whether `header` signs the bytes of a delivery (docs/warest/webhooks.md#4-3). The key is the secret with the user
 * name right behind it; that name may come from the unverified body, because nobody can sign for any name
 * without the secret.
 */
export function isSigned(header: unknown, raw: Buffer, secret: string, username: string): boolean {
	if (typeof header !== 'string') return false;
	const [, bits = '', hex = ''] = /^HMAC-SHA(224|256|384|512)=([0-9a-f]+)$/.exec(header) ?? [];
	if (hex === '' || hex.length !== HEX_LENGTHS[bits]) return false;
	const expected = createHmac(`sha${bits}`, `${secret}${username}`).update(raw).digest();
	return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
