import type { Meanings } from '../../../transport/failures/explanation';
import { path } from '../../../transport/path';
import { outputField } from '../../fields/binary-output';
import { options, optionalText } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { operation } from '../../engine/operation';
import { toolFile } from './inline-file';
import { keyBytes, optionalKeyBytes } from './key-bytes';
import { madeFile } from './made-file';
import { useToolUntilRight } from './tool';

const WRONG_KEY = {
	said: /MAC verification failed|final block length|bad decrypt|payload is too small/,
	message: 'The file cannot be decrypted with this media key',
	hint: "Take 'Media Key' and file from the same message. The file must be the encrypted one of WhatsApp's servers (.enc), whole and unchanged; its address stops working after some weeks.",
};
const MEANINGS: Meanings = [
	{
		said: /fileSha256 does not match/,
		message: "The decrypted file is not the one that 'File SHA-256' belongs to",
		hint: "Take 'fileSha256' of the same message, not 'fileEncSha256', or remove the option.",
	},
];

/** One MIME type for each of the four kinds of files that WhatsApp encrypts differently (docs/warest/misc.md#3). */
const KINDS = ['application/octet-stream', 'image/jpeg', 'video/mp4', 'audio/ogg'];

/**
 * The types to try: the server takes the kind of file from the MIME type and has no other way to be told it.
 * A picture that was sent as a document is of the kind "document".
 */
const candidates = (given: string | undefined) =>
	given === undefined ? KINDS : [...new Set([given, KINDS[0]])];

const { source, binaryPropertyName, url: file } = fileInput();

/** See docs/warest/misc.md#3. */
export const decryptWhatsappFile = operation({
	name: 'Decrypt WhatsApp File',
	action: 'Decrypt a WhatsApp file',
	effect: 'query',
	risk: 'reads',
	description:
		"Turn the encrypted file of a message (.enc) back into what was sent. WhatsApp isn't asked.",
	fields: {
		mediaKey: keyBytes({
			displayName: 'Media Key',
			typeOptions: { password: true },
			placeholder: 'e.g. AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
			description: 'The "mediaKey" of the message, in base64',
		}),
		source,
		binaryPropertyName,
		file,
		options: options({
			fileSha256: optionalKeyBytes({
				displayName: 'File SHA-256',
				placeholder: 'e.g. 60fWonL6cFuHIwtsXqbgXW9QDkqzHhokWVI5hmvDUDA=',
				description: 'The "fileSha256" of the message, to check the result',
			}),
			mimeType: optionalText(
				{
					displayName: 'MIME Type',
					placeholder: 'e.g. image/jpeg',
					description: 'The "mimetype" of the message. If not set, each kind is tried in turn.',
				},
				(entered) =>
					/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(entered.trim())
						? entered.trim()
						: {
								problem: 'is not a MIME type',
								expected: 'Enter one such as image/jpeg, video/mp4 or application/pdf.',
							},
			),
			outputPropertyName: outputField(),
		}),
	},
	run: async ({ mediaKey, file: url, options: entered, ...chosen }, item) => {
		const { mimeType: given, fileSha256 } = entered;
		const { address, baseName } = await toolFile({ ...chosen, url }, item);
		const body = { mediaKey, file: address, ...(fileSha256 && { fileSha256 }) };
		const { data } = await useToolUntilRight(
			path`/misc/whatsapp/file-decrypt`,
			candidates(given).map((type) => ({ ...body, mimeType: type })),
			item,
			MEANINGS,
			WRONG_KEY,
		);
		const bytes = Buffer.from(String(data), 'base64');
		return [await madeFile({ bytes, baseName, type: given }, entered, item)];
	},
});
