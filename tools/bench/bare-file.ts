import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, get, request } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** A file piped into a request: what Node.js alone takes for an upload. */
export async function bareUpload(url: string, file: string): Promise<void> {
	const { size } = await stat(file);
	const headers = { 'content-length': size };
	const sending = request(url, { method: 'POST', agent: new Agent(), headers });
	createReadStream(file).pipe(sending);
	const [answer] = (await once(sending, 'response')) as [IncomingMessage];
	answer.resume();
	await once(answer, 'end');
}

/** A response piped into a file: what Node.js alone takes for a download. */
export async function bareDownload(url: string, file: string): Promise<void> {
	const [answer] = (await once(get(url, { agent: new Agent() }), 'response')) as [IncomingMessage];
	await pipeline(answer, createWriteStream(file));
}
