import { path } from '../../../transport/path';
import { fromBase64 } from '../../../whatsapp/bytes';
import { extensionOf } from '../../../whatsapp/extension';
import { mimeType } from '../../../whatsapp/mime';
import { outputField } from '../../fields/binary-output';
import { choice, options } from '../../engine/fields';
import type { Item, Output } from '../../engine/item';
import { operation } from '../../engine/operation';
import { content, exactly } from './content';
import { useTool } from './tool';

type Action = 'decode' | 'encode';
type DecodeTo = 'binary' | 'text';

interface Entered {
	decodeTo?: DecodeTo;
	outputPropertyName?: string;
}

/** The text of UTF-8 bytes; null if they aren't UTF-8. */
function utf8(bytes: Buffer): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** The bytes that a base64 text, or a data URI, stands for. The server decodes any text as if it were base64. */
function decodable(input: Buffer, item: Item): Buffer {
	const text = input.toString('utf8');
	const bytes = fromBase64(text.replace(/^\s*data:[^,]*;base64,/i, ''));
	if (bytes) return bytes;
	throw item.refusal(
		'Input',
		text,
		'is not base64',
		"It may have letters, digits, +, / and = (or - and _). To encode text, set 'Action' to Encode.",
	);
}

async function decode(input: Buffer, entered: Entered, item: Item): Promise<Output> {
	const body = { action: 'decode', input: exactly(decodable(input, item)), output: 'base64' };
	const { data } = await useTool(path`/misc/base64`, body, item);
	const bytes = Buffer.from(String(data), 'base64');
	if (entered.decodeTo === 'binary') {
		const type = mimeType(undefined, bytes);
		const file = await item.binary(bytes, `decoded.${extensionOf(type)}`, type);
		return [
			{
				json: { action: 'decode', mimeType: type, size: bytes.length },
				binary: { [entered.outputPropertyName ?? 'data']: file },
			},
		];
	}
	const text = utf8(bytes);
	if (text !== null) return [{ json: { action: 'decode', data: text, size: bytes.length } }];
	throw item.failure(
		"'Input' decodes to data that isn't text",
		"Add the option 'Decode To' and set it to Binary File, which keeps every byte.",
	);
}

/** See docs/warest/misc.md#14. */
export const base64 = operation({
	name: 'Base64 Helper',
	action: 'Encode or decode base64',
	effect: 'read',
	risk: 'reads',
	description: 'Turn text into base64, or base64 back into text or a file',
	fields: {
		action: choice<Action>({
			displayName: 'Action',
			default: 'encode',
			options: [
				{ name: 'Decode', value: 'decode' },
				{ name: 'Encode', value: 'encode' },
			],
		}),
		input: content({
			displayName: 'Input',
			description:
				'The text to encode, in UTF-8, with all its spaces and line breaks; or the base64 to decode',
		}),
		options: options({
			decodeTo: choice<DecodeTo>({
				displayName: 'Decode To',
				default: 'text',
				description: 'For decoding only. Text if not set.',
				options: [
					{ name: 'Binary File', value: 'binary' },
					{ name: 'Text', value: 'text' },
				],
			}),
			outputPropertyName: outputField(),
		}),
	},
	run: async ({ action, input, options: entered }, item) => {
		if (action === 'decode') return await decode(input, entered, item);
		const body = { action, input: exactly(input) };
		const { data } = await useTool(path`/misc/base64`, body, item);
		return [{ json: { action, data } }];
	},
});
