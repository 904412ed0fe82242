import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { parseJson, readBody } from '../../../nodes/transport/body';
import { serve } from '../../../sandbox/listening';

const soon = () => Date.now() + 200;
const later = () => Date.now() + 30_000;

/** The response of a server that answers so. */
async function responseOf(answer: (response: ServerResponse) => void) {
	const { url, close } = await serve((_request, response) => answer(response));
	const request = get(url);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	// The request hears of the end of its response, too; n8n listens there.
	request.on('error', () => undefined);
	return { response, close };
}

it('reads an answer that comes in pieces, or not at all', async () => {
	expect(String(await readBody(Readable.from([Buffer.from('a'), Buffer.from('b')]), later()))).toBe(
		'ab',
	);
	expect(await readBody(Readable.from([]), later())).toHaveLength(0);
});

it('reads 100 MB, and not a byte more', async () => {
	const megabyte = Buffer.alloc(1_000_000, 'a');
	const most = Array<Buffer>(100).fill(megabyte);
	expect(await readBody(Readable.from(most), later())).toHaveLength(100_000_000);
	const more = Readable.from([...most, Buffer.from('b')]);
	await expect(readBody(more, later())).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE' });
	expect(more.destroyed).toBe(true);
});

it.each([
	['stops', () => undefined],
	['never stops', (response: ServerResponse) => response.write(' ')],
])('gives up on an answer that %s', async (_what, drip) => {
	let timer: NodeJS.Timeout | undefined;
	const { response, close } = await responseOf((answer) => {
		answer.write('{');
		timer = setInterval(() => drip(answer), 20);
	});
	await expect(readBody(response, soon())).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	expect(response.destroyed).toBe(true);
	clearInterval(timer);
	await close();
});

it('gives up on a stream that cannot be destroyed while it waits', async () => {
	const { response, close } = await responseOf((answer) => answer.write('half'));
	const wrapped = Readable.from(
		(async function* () {
			yield* response;
		})(),
	);
	await expect(readBody(wrapped, soon())).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	await close();
});

it.each([
	['{"a":1}', { a: 1 }],
	['{"a":', null],
	['', null],
	['<html>', null],
])('takes %j for %j', (text, value) => {
	expect(parseJson(Buffer.from(text))).toEqual(value);
});
