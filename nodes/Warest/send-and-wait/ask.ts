import { randomBytes } from 'node:crypto';
import { path } from '../../transport/path';
import type { Item, Output } from '../engine/item';
import { sendAll } from '../operations/messages/sending';
import { hintRewriting } from '../operations/messages/rewritten';
import type { Asked } from './asked';
import type { Entered } from './fields';
import { unansweredItem } from './outcome';
import { resumeQuery } from './protocol';
import { questionOf } from './question-of';
import { reviewText } from './review';
import { endOf } from './time-limit';

/** Bytes: nobody guesses them, and no two questions have the same. */
const ID_LENGTH = 8;

/**
 * Sends the question and has the execution wait for its answer. A question that may or may not have been sent is an
 * error, and nothing waits for it.
 */
export async function ask(entered: Entered, item: Item): Promise<Output> {
	const { waiting } = item;
	const { message, options, ...sending } = entered;
	if (!item.isAlone) {
		throw item.failure(
			'A question waits for one answer, and there are several items',
			'Nothing was sent. Put this node into a sub-workflow, and call it with Execute Sub-workflow, once for each item.',
		);
	}
	const until = endOf(options.limitWaitTime, Date.now());
	if (until !== null && until <= Date.now()) {
		throw item.failure("The time of 'Limit Wait Time' is over already", 'Nothing was sent.');
	}
	const text = waiting.isReview ? reviewText(waiting, message) : message;
	hintRewriting(item, text, true);
	const id = randomBytes(ID_LENGTH).toString('base64url');
	const address = waiting.url(resumeQuery(id));
	const body = { message: `${text}\n\n${address}` };
	const output = await sendAll(
		[{ path: path`/messages/send/text`, body }],
		{ ...sending, options },
		item,
	);
	const { messageId } = output[0].json;
	const asked: Asked = {
		id,
		question: questionOf(entered, item),
		text,
		messageId: typeof messageId === 'string' ? messageId : null,
		until,
		reaskText: options.reaskText ?? null,
		isReview: waiting.isReview,
	};
	waiting.note(JSON.stringify(asked));
	await waiting.until(until, unansweredItem(asked));
	return output;
}
