import type { BinaryFile } from '../../fields/file';
import type { Kind } from './attachment';

/** A document can be anything; what is blocked, only the server knows. */
export const DOCUMENT: Kind = { field: 'document', advice: () => null };

/** The last part of a web address, as a person reads it. */
function nameInAddress(address: string): string | undefined {
	const segment = new URL(address).pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(segment) || undefined;
	} catch {
		return segment;
	}
}

/** The name that a document gets: as given, else that of the file, else from its address. */
export function documentName(
	given: string | undefined,
	file: BinaryFile | null,
	address: string | undefined,
): string | undefined {
	if (given !== undefined) return given;
	if (file) return file.fileName.replace(/[/?]/g, '_');
	return address === undefined ? undefined : nameInAddress(address)?.replace(/[/?]/g, '_');
}
