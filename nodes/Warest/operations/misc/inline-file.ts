import { asAddress, openFile, type FileValues, type OpenedFile } from '../../fields/file';
import type { Item } from '../../operation/item';
import { INLINE_LIMIT } from './content';

export interface ToolFile {
	/** Its address, or a data URI of its bytes. */
	address: string;
	/** Its name without ending, as far as it is known. */
	baseName: string;
	/** From the bytes of a binary file; undefined for an address. */
	mimeType: string | undefined;
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

function refuseLarge(size: number, item: Item): void {
	if (size <= INLINE_LIMIT) return;
	throw item.failure(
		`The file is too large: it has ${megabytes(size)} MB`,
		"WARest takes 1.5 MB at most in one request here. Put the file where the WARest server can download it, and set 'Source' to URL: then it may have 50 MB.",
	);
}

const sizeOfDataUri = (uri: string) =>
	Math.floor((uri.slice(uri.indexOf(',') + 1).replace(/[\s=]/g, '').length * 3) / 4);

const withoutEnding = (name: string) => name.replace(/\.[^.]*$/, '') || 'file';

function nameInAddress(address: string): string {
	if (!/^https?:/i.test(address)) return 'file';
	const [last = ''] = new URL(address).pathname.split('/').slice(-1);
	return last || 'file';
}

function sizeOf(opened: OpenedFile): number {
	if ('file' in opened) return opened.file.size;
	return /^data:/i.test(opened.address) ? sizeOfDataUri(opened.address) : 0;
}

/** The chosen file for a JSON request, which can't hold a large one (contract misc 1.3, 1.5). */
export async function toolFile(values: FileValues, item: Item): Promise<ToolFile> {
	const opened = await openFile(values, item);
	refuseLarge(sizeOf(opened), item);
	const name = 'file' in opened ? opened.file.fileName : nameInAddress(opened.address);
	return {
		address: await asAddress(opened),
		baseName: withoutEnding(name),
		mimeType: 'file' in opened ? opened.file.mimeType : undefined,
	};
}
