import { path } from '../../../transport/path';
import { options } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { content, exactly } from './content';
import { hashOptions } from './digest';
import { useTool } from './tool';

/** See docs/warest/misc.md#12. */
export const cryptoHash = operation({
	name: 'Crypto Hash',
	action: 'Hash text',
	effect: 'read',
	risk: 'reads',
	description: 'Compute the digest (SHA-256, MD5 …) of a text, exactly as written',
	fields: {
		input: content({
			displayName: 'Input',
			description: 'The text, in UTF-8, with all its spaces and line breaks',
		}),
		options: options(hashOptions()),
	},
	run: async ({ input, options: { algo = 'sha256', output = 'hex' } }, item) => {
		const body = { input: exactly(input), algo, output };
		const { data } = await useTool(path`/misc/crypto/hash`, body, item);
		return [{ json: { data, algo, output } }];
	},
});
