import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { extensionOf } from '../../../whatsapp/extension';
import { mimeType } from '../../../whatsapp/mime';
import type { Item } from '../../engine/item';

/** A file that one of the server's tools made. */
interface Made {
	bytes: Buffer;
	/** Without its ending. */
	baseName: string;
	/** Without it, what the bytes begin like: the server calls every picture a JPEG. */
	type?: string;
}

/**
 * The output item for a file, which has it in the binary field that the person chose.
 * @param json what it has besides name and type of the file
 */
export async function madeFile(
	{ bytes, baseName, type }: Made,
	{ outputPropertyName = 'data' }: { outputPropertyName?: string },
	item: Item,
	json: IDataObject = { size: bytes.length },
): Promise<INodeExecutionData> {
	const kind = mimeType(type, bytes);
	const fileName = `${baseName}.${extensionOf(kind)}`;
	return {
		json: { fileName, mimeType: kind, ...json },
		binary: { [outputPropertyName]: await item.binary(bytes, fileName, kind) },
	};
}
