import { readAnswer, type Answer } from '../answer';
import type { Reply } from '../body';
import { connectionError, strangeAnswerError, type Origin } from '../failures/errors';
import type { Layer } from './layer';

/**
 * Takes WARest's answer, a "no" as well, out of its envelope.
 * @throws NodeApiError if no answer came, or one that isn't WARest's
 */
export const withEnvelope =
	(origin: Origin): Layer<Reply, Answer> =>
	(next) =>
	async (call) => {
		const reply = await next(call);
		if ('error' in reply) throw connectionError(origin, call, reply.error);
		const { statusCode, headers, body } = reply;
		const answer = readAnswer(statusCode, body);
		if (!answer || (statusCode >= 300 && statusCode < 400)) {
			throw strangeAnswerError(origin, call, statusCode, headers.location);
		}
		return answer;
	};
