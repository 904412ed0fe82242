import { firstText } from './values';
import { sourceOfPart, sourceOfText } from '../uploads/source';
import type { Source } from '../uploads/source';
import type { Upload } from '../uploads/upload';
import type { SendingSettings } from '../world/sending-settings';
import { refuseSending } from './refusal';

/** The file part that counts: one that has one of the names, else the first (docs/warest/messages.md#2-1). */
function chosenPart({ files }: Upload, names: string[]) {
	const isCalled = (wanted: string, name: string) => wanted.toLowerCase() === name.toLowerCase();
	for (const wanted of names) {
		const part = files.find(({ field, name }) => isCalled(wanted, field) || isCalled(wanted, name));
		if (part) return part;
	}
	return files.at(0);
}

/**
 * The content of a request with one file: a part wins over text. `names` are the endpoint's fields
 * in their order, `hint` the file name that tells the type of bare base64 (docs/warest/messages.md#2).
 */
export async function contentOf(
	upload: Upload,
	settings: SendingSettings,
	{ kind, names, hint = null }: { kind: string; names: string[]; hint?: string | null },
): Promise<Source> {
	const part = chosenPart(upload, names);
	if (part) return sourceOfPart(part, settings);
	const text = firstText(upload.fields, ...names);
	const source = text === null ? null : await sourceOfText(text, settings, hint);
	return source ?? refuseSending(400, 2000, `Invalid ${kind} input`);
}
