import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { Fields } from '../parameters';
import { extensionOf } from './mime-types';
import { addField, MultipartReader } from './multipart';
import type { FilePart } from './multipart';
import { keptBytes, PayloadReader } from './payload';

/** What arrived in a request of the raw family (docs/warest/messages.md#2-1). */
export interface Upload {
	/** Body or text parts first, then the query. */
	fields: Fields;
	/** The fields without the query. */
	bodyFields: Fields;
	files: FilePart[];
	/** Whether there was a body at all. */
	hasBody: boolean;
	/** The whole body, unless it was a large one. */
	text: string;
}

/** The server's answer to a body above its limit. */
export class BodyTooLarge extends Error {
	readonly status = 413;

	constructor() {
		super('request entity too large');
	}
}

function inflated(req: IncomingMessage): Readable {
	const encoding = req.headers['content-encoding'];
	if (encoding === 'gzip') return req.pipe(createGunzip());
	if (encoding === 'deflate') return req.pipe(createInflate());
	if (encoding === 'br') return req.pipe(createBrotliDecompress());
	return req;
}

/** Each of the readers gets the whole body; one that is too large is read to the end, then refused. */
async function read(req: IncomingMessage, limit: number, readers: { add(chunk: Buffer): void }[]) {
	let size = 0;
	for await (const chunk of inflated(req) as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= limit) for (const reader of readers) reader.add(chunk);
	}
	if (size > limit) throw new BodyTooLarge();
	return size;
}

/** JSON bodies are texts, however long they are. */
class TextReader {
	private readonly chunks: Buffer[] = [];
	private size = 0;

	constructor(private readonly longest: number) {}

	add(chunk: Buffer) {
		this.size += chunk.length;
		if (this.size <= this.longest) this.chunks.push(chunk);
	}

	finish = () => Buffer.concat(this.chunks).toString();
}

const isJson = (type: string) =>
	type.includes('application/json') || type.includes('+json') || type.startsWith('text/json');

function fieldsOfJson(text: string): Fields {
	try {
		const parsed: unknown = JSON.parse(text);
		const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
		return typeof first === 'object' && first !== null ? { ...first } : {};
	} catch {
		return {};
	}
}

function fieldsOfForm(text: string): Fields {
	const fields: Fields = {};
	for (const [name, value] of new URLSearchParams(text)) addField(fields, name, value);
	return fields;
}

/** Without empty values, which never take precedence over the query. */
const filled = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Reads the body of a raw-family request, whatever its type says it is. */
export async function readUpload(req: Request, limitBytes: number): Promise<Upload> {
	// The whole header is lower-cased before the boundary is taken from it: a boundary with capital
	// letters is never found in the body (docs/warest/messages.md#2-1).
	const type = (req.get('Content-Type') ?? '').toLowerCase();
	const query = { ...req.query } as Fields;
	const upload = (bodyFields: Fields, files: FilePart[], size: number, text: string): Upload => ({
		fields: { ...query, ...filled(bodyFields) },
		bodyFields,
		files,
		hasBody: size > 0,
		text,
	});

	if (isJson(type) || type.startsWith('application/x-www-form-urlencoded')) {
		const reader = new TextReader(Infinity);
		const size = await read(req, limitBytes, [reader]);
		const text = reader.finish();
		return upload(isJson(type) ? fieldsOfJson(text) : fieldsOfForm(text), [], size, text);
	}

	const start = new TextReader(keptBytes);
	if (type.startsWith('multipart/form-data')) {
		const boundary = /boundary=("?)([^";]+)\1/.exec(type)?.[2] ?? '';
		const reader = new MultipartReader(boundary);
		const size = await read(req, limitBytes, [reader, start]);
		const { fields, files } = reader.finish();
		return upload(fields, files, size, start.finish());
	}

	const mimeType = type.split(';')[0].trim() || 'application/octet-stream';
	const reader = new PayloadReader();
	const size = await read(req, limitBytes, [reader]);
	const name = `upload.${extensionOf(mimeType)}`;
	const file = { field: 'file', name, mimeType, payload: reader.finish() };
	return upload({}, size > 0 ? [file] : [], size, '');
}
