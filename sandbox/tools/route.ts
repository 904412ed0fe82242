import type { Request, RequestHandler, Response } from 'express';
import { reply } from '../envelopes';

/** A route of which every fault, also a person's, is a 500 with the words of some library (docs/warest/misc.md#1-1). */
export const tool =
	(act: (req: Request, res: Response) => Promise<void> | void): RequestHandler =>
	async (req, res) => {
		try {
			await act(req, res);
		} catch (error) {
			reply(res, 8000, (error as Error).message);
		}
	};
