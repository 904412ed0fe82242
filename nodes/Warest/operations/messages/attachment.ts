import type { FilePart } from '../../../transport/files/multipart';
import { MIB } from '../../../transport/files/size';
import { MEDIA_LIMIT } from '../../../transport/server-facts';
import { openFile, type BinaryFile, type FileValues } from '../../fields/file';
import type { Item } from '../../engine/item';

/** The file of a message, under the name that its endpoint reads it by. */
export interface Attachment {
	field: string;
	part: FilePart;
}

/** What a kind of message can be made of, and what to do with the rest. */
export interface Kind {
	/** Name of the field that the endpoint reads. */
	field: string;
	/** Why a MIME type can't be used, as an advice; null if it can. */
	advice(mimeType: string): string | null;
}

/** The content of a message with a file: as a part of the request, or as an address for the server. */
export interface Content {
	attachment?: Attachment;
	address: Record<string, string>;
	/** The file, if the node itself has it. */
	file: BinaryFile | null;
}

/** Letters and digits of the file name's ending, with its dot. */
const endingOf = (fileName: string): string => /\.[a-z0-9]{1,10}$/i.exec(fileName)?.[0] ?? '';

/** The file as a part whose name every server can read; the real name travels in a field of its own. */
const partOf = (file: BinaryFile): Attachment['part'] => ({
	name: `upload${endingOf(file.fileName)}`,
	type: file.mimeType,
	size: file.size,
	stream: file.stream,
});

/** The label under which a person finds the file that was refused. */
const labelOf = ({ source }: FileValues) =>
	source === 'binary' ? 'Input Data Field Name' : 'URL or Data URI';

/** Opens the file of a message and refuses what the endpoint can't send, before any request. */
export async function contentOf(values: FileValues, kind: Kind, item: Item): Promise<Content> {
	const opened = await openFile(values, item);
	if ('address' in opened) return { address: { [kind.field]: opened.address }, file: null };
	const { file } = opened;
	const shown = values.source === 'binary' ? values.binaryPropertyName : file.mimeType;
	if (file.size > MEDIA_LIMIT) {
		const size = `${Math.ceil(file.size / MIB)} MB`;
		const expected = `WARest takes files of up to ${MEDIA_LIMIT / MIB} MB.`;
		throw item.refusal(labelOf(values), shown, `has a file of ${size}`, expected);
	}
	const advice = kind.advice(file.mimeType);
	if (advice)
		throw item.refusal(labelOf(values), shown, `has a file of type ${file.mimeType}`, advice);
	return { attachment: { field: kind.field, part: partOf(file) }, address: {}, file };
}

/** Refuses an empty file, which the server would take for no file, or send as garbage. */
export function refuseEmpty(values: FileValues, { file }: Content, item: Item): void {
	if (file?.size !== 0) return;
	const shown = values.source === 'binary' ? values.binaryPropertyName : '';
	throw item.refusal(labelOf(values), shown, 'has an empty file', 'Send a file with content.');
}
