import type { FilePart, Form } from './multipart';

/** Smaller files are there before anybody asks. */
const LONG_BYTES = 16 * 1024 * 1024;
const STEPS = 4;

/** The same form, whose large files tell each quarter of their way. */
export function withProgress(form: Form, log: (text: string) => void): Form {
	return form.map(([name, part]) =>
		typeof part === 'string' || part.size < LONG_BYTES ? [name, part] : [name, told(part, log)],
	);
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

function told(part: FilePart, log: (text: string) => void): FilePart {
	const { name, size } = part;
	return {
		...part,
		stream: async function* () {
			let sent = 0;
			let step = 1;
			for await (const chunk of part.stream()) {
				yield chunk;
				sent += chunk.length;
				if (sent < (size * step) / STEPS) continue;
				step = Math.floor((sent * STEPS) / size) + 1;
				log(`sends ${name}: ${megabytes(sent)} of ${megabytes(size)} MB`);
			}
		},
	};
}
