import { createHash } from 'node:crypto';
import type { Payload } from '../world/content';

/** Larger files are hashed as they pass, but not kept. */
export const keptBytes = 8 * 1024 * 1024;

const headBytes = 4096;

/** Hashes what passes, and keeps it while it is small. */
export class PayloadReader {
	private readonly hash = createHash('sha256');
	private size = 0;
	private head = Buffer.alloc(0);
	private chunks: Buffer[] | null = [];

	add(chunk: Buffer) {
		this.hash.update(chunk);
		this.size += chunk.length;
		if (this.head.length < headBytes) {
			this.head = Buffer.concat([this.head, chunk.subarray(0, headBytes - this.head.length)]);
		}
		if (this.size > keptBytes) this.chunks = null;
		// A copy, because the chunk may be part of something larger that should be freed.
		this.chunks?.push(Buffer.from(chunk));
	}

	finish(): Payload {
		return {
			size: this.size,
			sha256: this.hash.digest('hex'),
			head: this.head,
			bytes: this.chunks && Buffer.concat(this.chunks),
		};
	}
}

/** Bytes that have arrived as a whole. */
export function payloadOf(bytes: Buffer): Payload {
	const reader = new PayloadReader();
	reader.add(bytes);
	return reader.finish();
}
