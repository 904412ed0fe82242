import { path } from '../../../transport/path';
import { options, text } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { content, exactly } from './content';
import { hmacOptions } from './digest';
import { useTool } from './tool';

/** See docs/warest/misc.md#13: the key is always taken as text, and without the blanks around it. */
export const cryptoHmac = operation({
	name: 'Crypto HMAC',
	action: 'Sign text with HMAC',
	effect: 'read',
	risk: 'reads',
	description:
		'Compute the keyed digest of a text, e.g. to sign a webhook or to check its signature',
	fields: {
		input: content({
			displayName: 'Input',
			description: 'The text, in UTF-8, with all its spaces and line breaks',
		}),
		key: text(
			{
				displayName: 'Key',
				password: true,
				description: 'The shared secret, used as text: base64 or hex is not decoded',
			},
			(entered) =>
				entered === entered.trim()
					? entered
					: {
							problem: 'begins or ends with a space or a line break',
							expected:
								'WARest would cut it off and give another result. Use a key without it, or remove it with .trim() in an expression.',
						},
		),
		options: options(hmacOptions()),
	},
	run: async ({ input, key, options: { algo = 'sha256', output = 'hex' } }, item) => {
		const body = { input: exactly(input), key, algo, output };
		const { data } = await useTool(path`/misc/crypto/hmac`, body, item);
		return [{ json: { data, algo, output } }];
	},
});
