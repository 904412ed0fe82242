import type { FilePart, Form } from './multipart';
import { MIB } from './size';

/** Smaller files arrive before anybody wonders. */
const LONG_BYTES = 16 * MIB;
const STEPS = 4;

/** The same form, whose large files log each quarter of their way. */
export function withProgress(form: Form, log: (text: string) => void): Form {
	return form.map(([name, part]) =>
		typeof part === 'string' || part.size < LONG_BYTES ? [name, part] : [name, told(part, log)],
	);
}

const wholeMib = (bytes: number) => Math.round(bytes / MIB);

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
				log(`sends ${name}: ${wholeMib(sent)} of ${wholeMib(size)} MB`);
			}
		},
	};
}
