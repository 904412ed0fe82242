import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { Exchange, Reply, Treatment } from './proxy';

const GIGABYTE = 1_000_000_000;

const page = (text: string) => `<html><body><h1>${text}</h1><hr>nginx</body></html>`;

/** Answers without asking the server, like a proxy that can't or won't reach it. */
const instead =
	(status: number, headers: Record<string, string>, text: string): Treatment =>
	async ({ body, response }) => {
		// An answer that is sent before everything has been read may be lost with the connection.
		await body();
		response.writeHead(status, headers).end(text);
	};

/** The server carries out the request; then `treat` decides what happens to its answer. */
const after =
	(treat: (reply: Reply, exchange: Exchange) => Promise<void> | void): Treatment =>
	async (exchange) =>
		await treat(await exchange.forward(), exchange);

const whole = ({ headers, body }: Reply, text = body) => ({
	...headers,
	'content-length': String(text.length),
});

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

/** Headers of an answer whose length isn't announced. */
const endless = ({ headers }: Reply) =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'));

const untilClosed = async ({ response }: Exchange) => void (await once(response, 'close'));

async function pour(chunks: Iterable<Buffer>, { response }: Exchange): Promise<void> {
	await pipeline(Readable.from(chunks), response);
}

function* repeated(chunk: Buffer, times: number) {
	for (let count = 0; count < times; count++) yield chunk;
}

const JSON_BEGINNING = Buffer.from('{"status":true,"code":1000,"message":"');

const soon = () => String(Math.floor(Date.now() / 1000));

/** One of the two refusals that have no Retry-After (docs/warest/server.md#1-4). */
const limit =
	(name: 'RateLimit' | 'Quota', error: string): Treatment =>
	async (exchange) =>
		await instead(
			429,
			{
				'content-type': 'application/json; charset=utf-8',
				[`X-${name}-Limit`]: '120',
				[`X-${name}-Remaining`]: '0',
				[`X-${name}-Reset`]: soon(),
			},
			JSON.stringify({ error }),
		)(exchange);

/** Before the server has seen anything of the request. */
export const resetBefore: Treatment = ({ reset }) => reset();

export const resetAfter = after((_reply, { reset }) => reset());

export const resetInAnswer = after((reply, { response, reset }) => {
	response.writeHead(reply.status, whole(reply));
	response.write(half(reply.body), reset);
});

export const halfAnswer = after((reply, { response }) => {
	const part = half(reply.body);
	response.writeHead(reply.status, whole(reply, part)).end(part);
});

export const emptyAnswer = after((_reply, { response }) => {
	response.writeHead(200, { 'content-length': '0' }).end();
});

/** A proxy's own page, without asking the server. */
export const pageInstead = (status: number, text: string): Treatment =>
	instead(status, { 'content-type': 'text/html' }, page(text));

/** A proxy's own page, though the server has carried out the request. */
export const pageAfter = (status: number, text: string): Treatment =>
	after((_reply, { response }) => {
		response.writeHead(status, { 'content-type': 'text/html' }).end(page(text));
	});

/** An error in the form that the server's own middleware and many gateways use. */
export const errorInstead = (status: number, error: string): Treatment =>
	instead(status, { 'content-type': 'application/json' }, JSON.stringify({ error }));

export const errorAfter = (status: number, error: string): Treatment =>
	after((_reply, { response }) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ error }));
	});

export const tooManyRequests = limit('RateLimit', 'Too many requests');

export const quotaExceeded = limit('Quota', 'Quota exceeded');

export const cooldown = instead(
	429,
	{ 'content-type': 'application/json; charset=utf-8', 'Retry-After': '1' },
	JSON.stringify({ error: 'Recipient cooldown', retryAfter: 1 }),
);

export const neverAnswers: Treatment = untilClosed;

/** The server carries it out at once, but its answer never comes. */
export const slowHeaders = after(async (_reply, exchange) => await untilClosed(exchange));

/** The answer starts at once, then trickles in a byte at a time and never ends. */
export const slowBody = after(async (reply, exchange) => {
	const { response } = exchange;
	response.writeHead(reply.status, endless(reply));
	const drip = setInterval(() => response.write(' '), 50);
	await untilClosed(exchange);
	clearInterval(drip);
});

/** Half of the answer arrives, then nothing more. */
export const stalledBody = after(async (reply, exchange) => {
	exchange.response.writeHead(reply.status, whole(reply));
	exchange.response.write(half(reply.body));
	await untilClosed(exchange);
});

export const hugeAnswer = after(async (reply, exchange) => {
	exchange.response.writeHead(reply.status, endless(reply));
	exchange.response.write(JSON_BEGINNING);
	const chunk = Buffer.alloc(1_000_000, 'a');
	await pour(repeated(chunk, GIGABYTE / chunk.length), exchange);
});

/** About a megabyte on the wire, a gigabyte when unpacked: gzip files may follow each other. */
export const gzipBomb = after(async (reply, exchange) => {
	const headers = { ...endless(reply), 'content-encoding': 'gzip' };
	exchange.response.writeHead(reply.status, headers);
	exchange.response.write(gzipSync(JSON_BEGINNING));
	const packed = gzipSync(Buffer.alloc(10_000_000, 'a'));
	await pour(repeated(packed, GIGABYTE / 10_000_000), exchange);
});

/** The right answer under another content type. */
export const answerAs = (contentType: string): Treatment =>
	after((reply, { response }) => {
		response.writeHead(reply.status, { ...whole(reply), 'content-type': contentType });
		response.end(reply.body);
	});

/** Sends the client to another host, with the method and body that it came with. */
export const redirectTo =
	(url: string): Treatment =>
	async (exchange) =>
		await instead(307, { location: `${url}${exchange.request.url}` }, '')(exchange);
