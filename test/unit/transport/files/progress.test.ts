import type { FilePart } from '../../../../nodes/transport/files/multipart';
import { withProgress } from '../../../../nodes/transport/files/progress';

const MB = 1024 * 1024;

/** A file of so many chunks of one MB each. */
const file = (megabytes: number): FilePart => ({
	name: 'film.mp4',
	type: 'video/mp4',
	size: megabytes * MB,
	stream: async function* () {
		for (let sent = 0; sent < megabytes; sent++) yield Buffer.alloc(MB);
	},
});

async function sent(part: string | FilePart): Promise<number> {
	let bytes = 0;
	if (typeof part !== 'string') for await (const { length } of part.stream()) bytes += length;
	return bytes;
}

it('tells each quarter of a large file, whose bytes stay the same', async () => {
	const lines: string[] = [];
	const form = withProgress([['media', file(20)]], (line) => lines.push(line));
	expect(await sent(form[0][1])).toBe(20 * MB);
	expect(lines).toEqual([5, 10, 15, 20].map((done) => `sends film.mp4: ${done} of 20 MB`));
});

it('says nothing of texts and small files', async () => {
	const lines: string[] = [];
	const parts = withProgress(
		[
			['to', '6281200010000'],
			['media', file(2)],
		],
		(line) => lines.push(line),
	);
	expect(parts[0]).toEqual(['to', '6281200010000']);
	expect(await sent(parts[1][1])).toBe(2 * MB);
	expect(lines).toEqual([]);
});
