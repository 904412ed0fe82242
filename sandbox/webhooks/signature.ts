import { createHmac } from 'node:crypto';

const bits = /^(?:SHA-?)?(224|256|384|512)$/i;

/** What a webhook is signed with: the secret, followed directly by the name of the session's owner. */
export interface SigningKey {
	secret: string;
	/** Null if the session's owner isn't known. */
	username: string | null;
	/** `WAREST_WEBHOOK_SIGNATURE_SHA2`; unknown values mean 256. */
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
