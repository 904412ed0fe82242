import { openFile, type FileValues, type OpenedFile } from '../../fields/file';
import type { Item } from '../../engine/item';
import { megabytes } from '../../../transport/files/size';
import { INLINE_LIMIT } from '../../../transport/server-facts';
import { exactly } from './content';

export interface ToolFile {
	/** Its web address, or its bytes as a data URI. */
	address: string;
	/** Its name without ending, as far as it is known. */
	baseName: string;
}

function refuseLarge(size: number, item: Item): void {
	if (size <= INLINE_LIMIT) return;
	throw item.failure(
		`The file is too large: it has ${megabytes(size)}`,
		"WARest takes 1.5 MB at most in one request here. Put the file where the WARest server can download it, and set 'Source' to URL: then it may have 50 MB.",
	);
}

const nameIn = (opened: OpenedFile): string =>
	'file' in opened
		? opened.file.fileName
		: (new URL(opened.address).pathname.split('/').at(-1) ?? '');

/** The chosen file for a JSON request, which can't hold a large one (docs/warest/misc.md#1-3, #1-5). */
export async function toolFile(values: FileValues, item: Item): Promise<ToolFile> {
	const opened = await openFile(values, item);
	if ('file' in opened) refuseLarge(opened.file.size, item);
	return {
		address: 'file' in opened ? exactly(await opened.file.bytes()) : opened.address,
		baseName: nameIn(opened).replace(/\.[^.]*$/, '') || 'file',
	};
}
