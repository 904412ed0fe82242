import type { IDataObject } from 'n8n-workflow';
import type { Item, Output } from '../operation/item';
import { options, toggle } from './basic';
import { outputField } from './binary-output';
import { asAddress, openFile, type FileValues } from './file';

/** The server's limit for a JSON body, in bytes (contract groups-profile 2.B). */
const BODY_LIMIT = 2 * 1024 * 1024;
/** So many bytes fill that body as base64. */
const LARGEST = (BODY_LIMIT / 4) * 3;

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

const SMALLER =
	'WARest takes pictures of about 1.5 MB this way. Make it smaller, e.g. with Miscellaneous → Process Image (WhatsApp shows 640 × 640 pixels), or give its address on the web.';

function tooLarge(label: string, size: number, item: Item): Error {
	return item.refusal(label, megabytes(size), 'holds a picture that is too large', SMALLER);
}

/**
 * The picture that was chosen with `fileInput()`, in one of the two forms that the server takes: a web address
 * or a data URI. Any other text would be the path of a file of its own (contract groups-profile trap 10).
 */
async function pictureAddress(values: FileValues, item: Item): Promise<string> {
	const opened = await openFile(values, item);
	if ('file' in opened) {
		const { mimeType, size } = opened.file;
		const label = 'Input Data Field Name';
		if (!mimeType.startsWith('image/')) {
			throw item.refusal(label, mimeType, 'holds no picture', 'Use a JPEG, PNG or WebP file.');
		}
		if (size > LARGEST) throw tooLarge(label, size, item);
		return await asAddress(opened);
	}
	const { address } = opened;
	const [scheme, rest] = [/^[a-z]+:/i.exec(address)?.[0] ?? '', address.replace(/^[a-z]+:/i, '')];
	// The server knows both only in lower case.
	if (scheme.toLowerCase() !== 'data:') return `${scheme.toLowerCase()}${rest}`;
	const [type, data] = [rest.slice(0, rest.indexOf(',')), rest.slice(rest.indexOf(',') + 1)];
	if (/^image\//i.test(type)) return `data:${type.toLowerCase()},${data.replace(/\s/g, '')}`;
	throw item.refusal(
		'URL or Data URI',
		type,
		'is not a picture',
		'Give a data URI that begins with data:image/, or the address of a picture.',
	);
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
	const label = values.url === undefined ? 'Input Data Field Name' : 'URL or Data URI';
	throw tooLarge(label, (size / 4) * 3, item);
}

/** Options of what gives the address of a picture: to get the picture itself as well. */
export const pictureOptions = () =>
	options({
		download: toggle({
			displayName: 'Download',
			default: true,
			description:
				'Whether to put the picture itself into a binary field, as its address works only for some time',
		}),
		outputPropertyName: outputField(),
	});

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
	const { content, mimeType } = await item.api.download(url);
	const [, extension] = mimeType.split('/');
	const name = `${fileName}.${extension === 'jpeg' ? 'jpg' : extension}`;
	const binary = { [outputPropertyName]: await item.binary(content, name, mimeType) };
	return [{ json, binary }];
}
