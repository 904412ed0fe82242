import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';

const compressors = { br: brotliCompressSync, gzip: gzipSync, deflate: deflateSync };

type Encoding = keyof typeof compressors;

const isEncoding = (name: string | false): name is Encoding =>
	name !== false && name in compressors;

/** Answers of any size are compressed when the client offers it (docs/warest/server.md#1-1). */
export const compress: RequestHandler = (req, res, next) => {
	const { send } = res;
	res.send = (body?: unknown) => {
		const encoding = req.acceptsEncodings(['br', 'gzip', 'deflate']);
		if (typeof body !== 'string' || !isEncoding(encoding)) return send.call(res, body);
		const etag = res.app.get('etag fn') as (body: string, encoding: 'utf8') => string;
		res.set('ETag', etag(body, 'utf8'));
		res.set({ 'Content-Encoding': encoding, Vary: 'Accept-Encoding' });
		return send.call(res, compressors[encoding](body));
	};
	next();
};
