import type { IDataObject } from 'n8n-workflow';
import { megabytes } from '../../transport/files/size';
import { BASE64_LIMIT, BODY_LIMIT } from '../../transport/server-facts';
import { extensionOf } from '../../whatsapp/extension';
import type { Item, Output } from '../engine/item';
import { toggle } from '../engine/fields';
import { outputField } from './binary-output';
import { asAddress, openFile, type FileValues } from './file';

const SMALLER =
	'WARest takes pictures of about 1.5 MB this way. Make it smaller, e.g. with Miscellaneous → Process Image (WhatsApp shows 640 × 640 pixels), or give its address on the web.';

const labelOf = ({ url }: FileValues) =>
	url === undefined ? 'Input Data Field Name' : 'URL or Data URI';

function tooLarge(values: FileValues, size: number, item: Item): Error {
	const problem = 'holds a picture that is too large';
	return item.refusal(labelOf(values), megabytes(size), problem, SMALLER);
}

/**
 * The picture that was chosen with `fileInput()`, in one of the two forms that the server takes: a web address
 * or a data URI. Any other text would be the path of a file of its own (docs/warest/groups.md#trap-10).
 */
async function pictureAddress(values: FileValues, item: Item): Promise<string> {
	const opened = await openFile(values, item);
	if ('file' in opened) {
		const { mimeType, size } = opened.file;
		if (!mimeType.startsWith('image/')) {
			const expected = 'Use a JPEG, PNG or WebP picture.';
			throw item.refusal(labelOf(values), mimeType, 'holds no picture', expected);
		}
		if (size > BASE64_LIMIT) throw tooLarge(values, size, item);
	}
	// The server knows "http" only in lower case.
	return (await asAddress(opened)).replace(/^https?:/i, (scheme) => scheme.toLowerCase());
}

/** A JSON body with the picture in it, that the server will not refuse for its size. */
export async function withPicture(
	body: IDataObject,
	values: FileValues,
	item: Item,
): Promise<IDataObject> {
	const complete = { ...body, picture: await pictureAddress(values, item) };
	const size = Buffer.byteLength(JSON.stringify(complete));
	if (size <= BODY_LIMIT) return complete;
	throw tooLarge(values, (size / 4) * 3, item);
}

/** Options of what gives the address of a picture: to get the picture itself as well. */
export const pictureOptions = {
	download: toggle({
		displayName: 'Download',
		default: true,
		description:
			'Whether to put the picture itself into a binary field, as its URL works only for a limited time',
	}),
	outputPropertyName: outputField(),
};

interface Download {
	download?: boolean;
	outputPropertyName?: string;
}

/** An output item about a picture, with the picture itself if it is wanted and there is one. */
export async function pictureItem(
	json: IDataObject,
	url: unknown,
	fileName: string,
	{ download = false, outputPropertyName = 'data' }: Download,
	item: Item,
): Promise<Output> {
	if (!download || typeof url !== 'string') return [{ json }];
	const { bytes, mimeType } = await item.api.picture(url);
	const name = `${fileName}.${extensionOf(mimeType)}`;
	const binary = { [outputPropertyName]: await item.binary(bytes, name, mimeType) };
	return [{ json, binary }];
}
