import type { IBinaryData } from 'n8n-workflow';
import { HEAD_SIZE, mimeType } from '../../whatsapp/mime';
import type { Refusal } from '../../whatsapp/refusal';
import { byModel } from '../engine/by-model';
import type { Field } from '../engine/field';
import type { Item } from '../engine/item';
import { choice, shownWhen, text } from '../engine/fields';

type Source = 'binary' | 'url';

/** The values of {@link fileInput}: of the last two only the one that the source asks for. */
export interface FileValues {
	source: Source;
	binaryPropertyName: string | undefined;
	url: string | undefined;
}

const ADDRESS: Refusal = {
	problem: 'is neither a web address nor a data URI',
	expected:
		'Write an address with http:// or https:// that the WARest server can reach, or a data URI such as data:image/png;base64,iVBOR…',
};

/** The server would take any other text for base64, or for a file of its own (docs/warest/messages.md#2-2). */
export function fileAddress(entered: string): string | Refusal {
	const address = entered.trim();
	if (/^data:[\w.+-]+\/[\w.+-]+(;[\w.+-]+=[^;,]*)*;base64,[\w+/=\s-]+$/i.test(address))
		return address;
	return /^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address) ? address : ADDRESS;
}

const source = choice<Source>({
	displayName: 'Source',
	default: 'binary',
	options: [
		{ name: 'Binary File', value: 'binary' },
		{ name: 'URL or Data URI', value: 'url' },
	],
});

/** A file: from a binary field of the item, or from an address. */
export function fileInput(): {
	source: Field<Source>;
	binaryPropertyName: Field<string | undefined>;
	url: Field<string | undefined>;
} {
	return {
		source: {
			...source,
			// A model hands on no binary data, but knows addresses.
			byModel: { preset: 'url' },
		},
		binaryPropertyName: shownWhen(
			{ source: ['binary'] },
			text({
				displayName: 'Input Data Field Name',
				default: 'data',
				placeholder: 'e.g. data',
				description: 'Binary field of the item that holds the file',
			}),
		),
		url: shownWhen(
			{ source: ['url'] },
			byModel(
				text(
					{
						displayName: 'URL or Data URI',
						placeholder: 'e.g. https://example.com/picture.jpg',
						description: 'Where WARest can download it, or a data URI',
					},
					fileAddress,
				),
				'Web address of the file',
			),
		),
	};
}

/** A file of the input item, not yet read. */
export interface BinaryFile {
	fileName: string;
	/** From the bytes, and from what n8n says where that is finer. */
	mimeType: string;
	/** Bytes. */
	size: number;
	bytes(): Promise<Buffer>;
	stream(): AsyncIterable<Uint8Array>;
}

/** A file, or the web address that the server itself can fetch it from. */
export type OpenedFile = { address: string } | { file: BinaryFile };

async function headOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	let head = Buffer.alloc(0);
	for await (const chunk of stream) {
		head = Buffer.concat([head, chunk]);
		if (head.length >= HEAD_SIZE) break;
	}
	return head;
}

/** The file is in another field than the one that was asked for: which one is meant, nobody guesses. */
function elsewhere(name: string, fields: string[], item: Item): Error {
	const named = fields.map((field) => `'${field}'`).join(', ');
	return item.failure(
		`This item has no file in '${name}', but in ${named}`,
		"Put the name of the field with the file into 'Input Data Field Name'.",
	);
}

/**
 * The binary field `name` of an item.
 * @throws NodeOperationError that says which ones it has; n8n's own if it has none
 */
async function binaryFile(name: string, item: Item): Promise<BinaryFile> {
	const fields = item.binaryFields;
	if (fields.length > 0 && !fields.includes(name)) throw elsewhere(name, fields, item);
	const binary: IBinaryData = item.binaryInput(name);
	const stream = () => item.binaryStream(binary);
	return {
		fileName: binary.fileName ?? `file.${binary.fileExtension ?? 'bin'}`,
		mimeType: mimeType(binary.mimeType, await headOf(stream())),
		size: await item.binarySize(binary),
		bytes: async () => await item.binaryBytes(name),
		stream,
	};
}

/** The bytes of a data URI as a file: the node knows its type better than the server, which only believes. */
function fileOfDataUri(uri: string): BinaryFile {
	const comma = uri.indexOf(',');
	const bytes = Buffer.from(uri.slice(comma + 1), 'base64');
	const type = mimeType(uri.slice('data:'.length, comma), bytes);
	return {
		fileName: `file.${type.split('/')[1].split('+')[0].replace(/^x-/, '')}`,
		mimeType: type,
		size: bytes.length,
		bytes: async () => bytes,
		stream: async function* () {
			yield bytes;
		},
	};
}

/** The file that was chosen with {@link fileInput}. */
export async function openFile(
	{ binaryPropertyName, url }: FileValues,
	item: Item,
): Promise<OpenedFile> {
	if (url !== undefined) {
		return /^data:/i.test(url) ? { file: fileOfDataUri(url) } : { address: url };
	}
	return { file: await binaryFile(binaryPropertyName ?? 'data', item) };
}

/** A file as one text: its address, or a data URI of its bytes (the form that JSON requests take). */
export async function asAddress(opened: OpenedFile): Promise<string> {
	if ('address' in opened) return opened.address;
	const { file } = opened;
	return `data:${file.mimeType};base64,${(await file.bytes()).toString('base64')}`;
}
