import type { Answer } from '../../transport/answer';
import type { Call, Explanation } from '../../transport/call';

/** What the words of WhatsApp's library mean for a person. */
export type Words = ReadonlyArray<[said: RegExp, explanation: Explanation]>;

/** What the server passes on from WhatsApp, in groups as 500 or 502 (docs/warest/groups.md#1-7, #trap-13). */
const COMMON: Words = [
	[
		/^rate-overlimit$/,
		{
			message: "WhatsApp's rate limit is reached",
			hint: 'Wait a few hours before you try again: WhatsApp blocks accounts that keep trying.',
		},
	],
	[
		/unsupported image format|^Input (file|buffer)/,
		{
			message: 'The file is not a picture that WhatsApp can show',
			hint: 'Use a JPEG, PNG or WebP picture. The URL may lead to a web page instead.',
		},
	],
	[
		/^picture is invalid or unreadable$/,
		{
			message: 'The WARest server could not read the picture',
			hint: "Check 'URL or Data URI': the server itself must be able to download it, without a login.",
		},
	],
];

/** Makes a request explain what WhatsApp says about it. */
export function withWords(call: Call, words: Words = []): Call {
	const explain = ({ status, code, message }: Answer): Explanation | null => {
		const said = message ?? '';
		const known = [...words, ...COMMON].find(([pattern]) => pattern.test(said));
		if (known) return known[1];
		// The status alone would suggest a proxy.
		return status === 502 && code === 2800
			? {
					message: `WhatsApp rejected the request: ${said}`,
					hint: 'Check on the phone before you run it again.',
				}
			: null;
	};
	return { ...call, explain };
}
