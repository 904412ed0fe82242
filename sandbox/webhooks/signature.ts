import { createHmac } from 'node:crypto';

const bits = /^(?:SHA-?)?(224|256|384|512)$/i;

/** What a webhook is signed with: the secret, and right behind it the name of the session's owner. */
export interface SigningKey {
	secret: string;
	/** Null, if nobody knows who owns the session. */
	username: string | null;
	/** `WAREST_WEBHOOK_SIGNATURE_SHA2`; what it does not know is 256. */
	sha: string;
}

/** The value of `X-WAREST-Signature-Alg`, and that of `X-WAREST-Signature` (docs/warest/webhooks.md#4-3). */
export function signatureOf(rawBody: string, { secret, username, sha }: SigningKey) {
	const size = bits.exec(sha.trim())?.[1] ?? '256';
	const hex = createHmac(`sha${size}`, secret + (username ?? ''))
		.update(rawBody)
		.digest('hex');
	const algorithm = `HMAC-SHA${size}`;
	return { algorithm, signature: `${algorithm}=${hex}` };
}
