import type { Request, RequestHandler, Response } from 'express';
import { reply } from '../envelopes';

/** A route on which every fault, even the caller's, is a 500 with some library's message (docs/warest/misc.md#1-1). */
export const tool =
	(act: (req: Request, res: Response) => Promise<void> | void): RequestHandler =>
	async (req, res) => {
		try {
			await act(req, res);
		} catch (error) {
			reply(res, 8000, (error as Error).message);
		}
	};
