/** A file on its way to the server; its bytes are made when they are sent. */
export interface FilePart {
	name: string;
	type: string;
	/** Bytes; must be exact, because the length of the whole body is announced. */
	size: number;
	stream(): AsyncIterable<Uint8Array>;
}

/** The parts of a multipart request, in their order. */
export type Form = ReadonlyArray<[name: string, part: string | FilePart]>;

/**
 * A multipart body that is never whole in memory: axios writes whatever looks like a web FormData part by
 * part. It can be read once for each request.
 */
export class MultipartBody {
	readonly [Symbol.toStringTag] = 'FormData';

	constructor(private readonly parts: Form) {}

	/** Axios knows a FormData by this method; the parts are given at construction. */
	append(): never {
		throw new Error('The parts of a MultipartBody are fixed');
	}

	entries() {
		return this.parts.values();
	}

	[Symbol.iterator]() {
		return this.entries();
	}
}

const hex = () => Math.random().toString(16).slice(2).padEnd(12, '0').slice(0, 12);

/**
 * A content type with a boundary of lower-case characters: the server lower-cases the header before it reads
 * the boundary, and finds no parts with any other (docs/warest/messages.md#2-1).
 */
export const multipartType = (): string =>
	`multipart/form-data; boundary=----warest${hex()}${hex()}`;
