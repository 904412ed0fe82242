import type { Request, RequestHandler, Response } from 'express';
import { internalServerError } from '../codes';
import { refuse, refuseResults, replyResults } from '../envelopes';
import { bodyOf } from '../parameters';
import type { Fields } from '../parameters';
import { noteFields } from '../request-log';
import { BodyTooLarge, readUpload } from '../uploads/upload';
import type { Upload } from '../uploads/upload';
import type { World } from '../world/world';
import { Refusal } from './refusal';

const megabyte = 1_048_576;

function answerFailure(res: Response, error: unknown) {
	if (error instanceof BodyTooLarge) refuse(res, error.status, error.message);
	else refuseResults(res, error instanceof Refusal ? error.problem : internalServerError);
}

/** `Text message sent`, with the number of recipients if there are several (docs/warest/messages.md#1-2). */
export function replySent(res: Response, label: string, results: unknown[]) {
	const several = results.length > 1 ? ` (${results.length} recipients)` : '';
	replyResults(res, `${label} sent${several}`, results);
}

/** A route that reads JSON, and `presence` from the query too. */
export const jsonRoute =
	(label: string, send: (fields: Fields, req: Request) => Promise<unknown[]>): RequestHandler =>
	async (req, res) => {
		try {
			const fields = { presence: req.query.presence, ...bodyOf(req) };
			replySent(res, label, await send(fields, req));
		} catch (error) {
			answerFailure(res, error);
		}
	};

/** The same for contact, location and poll, which take the first element of an array. */
export const firstOfArray = (send: (fields: Fields) => Promise<unknown[]>) => {
	return async (fields: Fields, { body }: Request) => {
		const [first] = Array.isArray(body) ? (body as unknown[]) : [];
		return await send(
			typeof first === 'object' && first !== null ? { ...fields, ...first } : fields,
		);
	};
};

/** A route that reads its body itself, in any form. */
export const uploadRoute =
	(world: World, send: (upload: Upload, res: Response) => Promise<void>): RequestHandler =>
	async (req, res) => {
		try {
			const upload = await readUpload(req, world.behaviour.rawLimitMb * megabyte);
			noteFields(req, upload.bodyFields);
			await send(upload, res);
		} catch (error) {
			answerFailure(res, error);
		}
	};
