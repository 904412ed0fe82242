import type { FileValues } from '../../fields/file';
import type { Item } from '../../engine/item';
import { cannotTell, recordedFile, type Recorded } from './already-sent';
import type { Content, Kind } from './attachment';

/** A document can be anything; what is blocked, only the server knows. */
export const DOCUMENT: Kind = { field: 'document', advice: () => null };

/** The server cuts a name at ? and before / (docs/warest/messages.md#3-4). */
export const hasWholeName = (name: string): boolean => !/[/?\p{Cc}]/u.test(name);

/** The last part of a web address, as a person reads it. */
function nameInAddress(address: string): string | undefined {
	const segment = new URL(address).pathname.split('/').pop() ?? '';
	try {
		const name = decodeURIComponent(segment);
		return hasWholeName(name) ? name || undefined : segment;
	} catch {
		return segment;
	}
}

/** The name that a document gets: as given, else that of the file, else from its address. */
export function documentName(
	given: string | undefined,
	values: FileValues,
	{ file, address }: Content,
	item: Item,
): string | undefined {
	if (given !== undefined) return given;
	if (!file) return nameInAddress(address[DOCUMENT.field]);
	if (hasWholeName(file.fileName)) return file.fileName;
	throw item.refusal(
		'Input Data Field Name',
		values.binaryPropertyName,
		`has a file whose name would be cut short, "${file.fileName}"`,
		"Give it another one with the option 'File Name', without / and ?.",
	);
}

/**
 * How a document is known again, if it isn't to be sent twice within so many hours.
 * @throws if the server's record couldn't tell
 */
export function recordedDocument(
	hours: number | undefined,
	name: string | undefined,
	caption: string | undefined,
	item: Item,
): { recorded?: Recorded } {
	if (!hours) return {};
	if (caption !== undefined) throw cannotTell(item, 'WARest does not record files with a caption');
	if (name === undefined) throw cannotTell(item, 'its name is not known');
	return { recorded: { hours, isSame: recordedFile(name) } };
}
