import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { heldBinary } from '../../test/support/engine';

const DETAILS = { fileName: 'document.bin', mimeType: 'application/octet-stream' };

function* bytes(size: number): Generator<Buffer> {
	const chunk = Buffer.alloc(64 * 1024, 'x');
	for (let left = size; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}

/** A document as an earlier node leaves it in n8n's storage. */
export async function storedDocument(size: number): Promise<IBinaryData> {
	const location = { type: 'execution' as const, workflowId: 'w', executionId: '1' };
	const content = Readable.from(bytes(size), { objectMode: false });
	return await Container.get(BinaryDataService).store(location, content, { data: '', ...DETAILS });
}

/** A document as an earlier node leaves it in memory. */
export const heldDocument = (size: number): IBinaryData =>
	heldBinary(Buffer.alloc(size, 'x'), DETAILS.fileName, DETAILS.mimeType);
