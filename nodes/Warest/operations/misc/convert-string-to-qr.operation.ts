import { path } from '../../../transport/path';
import { outputField } from '../../fields/binary-output';
import { choice, options, text } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { useTool } from './tool';

type Target = 'jpg' | 'png' | 'svg' | 'webp';

const TOO_LONG = {
	said: /too big to be stored/,
	message: "'String' is too long for a QR code",
	hint: 'A QR code holds 2331 bytes: that many plain letters, fewer of others. Put a longer text on a web page and its URL into the code.',
};

/** See docs/warest/misc.md#2. The server keeps the picture for five minutes, so it is downloaded at once. */
export const convertStringToQr = operation({
	name: 'Convert String to QR',
	action: 'Convert text to QR code',
	effect: 'read',
	risk: 'reads',
	description: 'Create a QR code from a text or link, as a picture in a binary field',
	fields: {
		string: text({
			displayName: 'String',
			rows: 2,
			placeholder: 'e.g. https://example.com/menu',
			description: 'What the code says when it is scanned; a link is not opened',
		}),
		target: choice<Target>({
			displayName: 'Target Format',
			default: 'png',
			options: [
				{ name: 'JPEG', value: 'jpg' },
				{ name: 'PNG', value: 'png' },
				{ name: 'SVG', value: 'svg' },
				{ name: 'WebP', value: 'webp' },
			],
		}),
		options: options({ outputPropertyName: outputField() }),
	},
	run: async ({ string, target, options: { outputPropertyName = 'data' } }, item) => {
		const { data } = await useTool(path`/misc/convert-string-toqr/${target}`, { string }, item, [
			TOO_LONG,
		]);
		const { bytes, mimeType } = await item.api.picture(String(data));
		const file = await item.binary(bytes, `qr.${target}`, mimeType);
		if (string !== string.trim()) {
			item.hint('WARest left out the spaces at the beginning or end of the text.');
		}
		return [
			{
				json: { string: string.trim(), target, fileName: `qr.${target}`, mimeType },
				binary: { [outputPropertyName]: file },
			},
		];
	},
});
