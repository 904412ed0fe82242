import type { IDataObject, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

/** The bytes of an answer as they come. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** How one try of a request ended. */
export type Reply = IN8nHttpFullResponse | { error: unknown };

/**
 * Bytes. More than WARest ever answers: a file of 50 MiB as base64 (docs/warest/misc.md#1-5 and #3). n8n's helper
 * itself knows no limit, and would fill the memory with whatever comes.
 */
const LARGEST = 100_000_000;

/** What is wrong with an answer that has begun well; its `code` is read as that of a broken connection is. */
class BrokenBody extends Error {
	constructor(readonly code: 'ANSWER_TOO_LARGE' | 'ETIMEDOUT') {
		super(code);
	}
}

/** The same bytes; the stream breaks off with `ANSWER_TOO_LARGE` once more than `largest` have come. */
export function upTo(stream: ByteStream, largest: number): ByteStream {
	let size = 0;
	return stream.map((chunk: Uint8Array) => {
		size += chunk.length;
		if (size > largest) throw new BrokenBody('ANSWER_TOO_LARGE');
		return chunk;
	});
}

async function collect(stream: ByteStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > LARGEST) throw new BrokenBody('ANSWER_TOO_LARGE');
		chunks.push(chunk);
	}
	return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/**
 * Reads an answer to its end, unpacked.
 * @param until epoch milliseconds: n8n's own time-out ends with the headers, or starts anew with each byte
 * @throws an error with a `code` if it is cut, too large or too slow
 */
export async function readBody(stream: ByteStream, until: number): Promise<Buffer> {
	const deadline = AbortSignal.timeout(Math.max(0, until - Date.now()));
	let giveUp = () => {};
	// n8n may give a stream that can't be destroyed while it waits for bytes, so destroying it isn't enough.
	const late = new Promise<never>((_resolve, reject) => {
		giveUp = () => {
			stream.destroy();
			reject(new BrokenBody('ETIMEDOUT'));
		};
	});
	deadline.addEventListener('abort', giveUp);
	try {
		return await Promise.race([collect(stream), late]);
	} finally {
		deadline.removeEventListener('abort', giveUp);
	}
}

/** A response with its bytes, once all have come. */
export async function whole(response: IN8nHttpFullResponse, until: number): Promise<Reply> {
	try {
		return { ...response, body: await readBody(response.body as unknown as ByteStream, until) };
	} catch (error) {
		return { error };
	}
}

/** The value of a JSON text; null for any other text. */
export function parseJson(bytes: Buffer): IDataObject | null {
	try {
		return JSON.parse(bytes.toString()) as IDataObject | null;
	} catch {
		return null;
	}
}
