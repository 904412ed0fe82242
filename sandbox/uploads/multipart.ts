import type { Payload } from '../world/content';
import { PayloadReader } from './payload';

export interface FilePart {
	field: string;
	name: string;
	/** As the part declares it, without parameters. */
	mimeType: string;
	payload: Payload;
}

export interface Form {
	/** Text parts; repeated names become arrays. */
	fields: Record<string, unknown>;
	files: FilePart[];
}

const lineEnd = Buffer.from('\r\n');
const headerEnd = Buffer.from('\r\n\r\n');

/** A parameter of a header as the server reads it: cut at `;` and `=`, whatever the quotes say. */
function headerParameter(header: string, wanted: string): string | null {
	for (const piece of header.split(';')) {
		const [name, value = ''] = piece.trim().split('=');
		if (name === wanted) return value.trim().replace(/^"|"$/g, '');
	}
	return null;
}

interface Part {
	field: string;
	fileName: string;
	mimeType: string;
	reader: PayloadReader;
}

function partOf(head: string): Part {
	const headers = new Map<string, string>();
	for (const line of head.split('\r\n')) {
		const at = line.indexOf(':');
		headers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
	}
	const disposition = headers.get('content-disposition') ?? '';
	return {
		field: headerParameter(disposition, 'name') ?? '',
		fileName: headerParameter(disposition, 'filename') ?? '',
		mimeType: (headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase(),
		reader: new PayloadReader(),
	};
}

/** Adds a field; a second one of the same name makes an array of them. */
export function addField(fields: Record<string, unknown>, name: string, value: string) {
	const before = fields[name];
	if (before === undefined) fields[name] = value;
	else fields[name] = Array.isArray(before) ? [...(before as unknown[]), value] : [before, value];
}

/**
 * Takes a multipart body piece by piece, so that a large file is never whole in memory
 * (docs/warest/messages.md#2-1). Whatever follows another boundary than the given one is not seen.
 */
export class MultipartReader {
	private readonly delimiter: Buffer;
	// As if a line ended before the body: then the first delimiter looks like all others.
	private pending: Buffer = lineEnd;
	private part: Part | null = null;
	private readonly form: Form = { fields: {}, files: [] };

	constructor(boundary: string) {
		this.delimiter = Buffer.from(`\r\n--${boundary}`);
	}

	add(chunk: Buffer) {
		this.pending = Buffer.concat([this.pending, chunk]);
		while (this.step());
	}

	/** What stood in the parts that were closed. */
	finish(): Form {
		return this.form;
	}

	/** Takes one delimiter with its headers, or the part before it; false when more bytes are needed. */
	private step(): boolean {
		const at = this.pending.indexOf(this.delimiter);
		if (at === -1) {
			this.passOn(Math.max(0, this.pending.length - this.delimiter.length));
			return false;
		}
		this.passOn(at);
		const afterDelimiter = this.pending.subarray(this.delimiter.length);
		if (afterDelimiter.length < 2) return false;
		const ends = afterDelimiter.subarray(0, 2).toString() === '--';
		const headEnds = afterDelimiter.indexOf(headerEnd);
		if (!ends && headEnds === -1) return false;
		this.closePart();
		if (ends) {
			this.pending = afterDelimiter.subarray(2);
			return true;
		}
		this.part = partOf(afterDelimiter.subarray(lineEnd.length, headEnds).toString());
		this.pending = afterDelimiter.subarray(headEnds + headerEnd.length);
		return true;
	}

	private passOn(length: number) {
		if (length === 0) return;
		this.part?.reader.add(this.pending.subarray(0, length));
		this.pending = this.pending.subarray(length);
	}

	private closePart() {
		if (!this.part) return;
		const { field, fileName, mimeType, reader } = this.part;
		this.part = null;
		const payload = reader.finish();
		if (fileName !== '') this.form.files.push({ field, name: fileName, mimeType, payload });
		else if (payload.bytes) {
			addField(this.form.fields, field, payload.bytes.toString().replace(/\r?\n$/, ''));
		}
	}
}
