import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { digitsOf } from '../../identity/known';
import { isObject } from '../../transport/answer';
import { Api } from '../../transport/api';
import { kindOf } from '../../WarestTrigger/events/kinds';
import { simplified } from '../../WarestTrigger/events/simplify';
import type { SimplifiedEvent } from '../../WarestTrigger/events/simplified-event';
import { isRejection, readDelivery, type Delivery } from '../../WarestTrigger/receiving/delivery';
import { isSigned } from '../../WarestTrigger/receiving/signature';
import { secretFor } from '../../webhook/address';
import { chatAnswer, type ChatAnswer } from './answers/chat-answer';
import { choiceLines } from './answers/choices';
import { pointsAt } from './answers/pointing';
import type { DoesNotFit, OpenQuestion, Question } from './answers/question';
import { readAnswer } from './answers/read';
import type { Asked } from './asked';
import { MISFIT_TEXTS, misfitText } from './misfit-text';
import { answeredItem, unansweredItem } from './outcome';
import { TIMED_OUT_EVENT, type Verdict, type WakeRequest } from './protocol';

/** What a request makes of a question. */
export interface Decision {
	verdict: Verdict;
	/** What the workflow goes on with. */
	output?: { answered: boolean; item: IDataObject };
}

const NOT_FOR_US: Decision = { verdict: { taken: false, isForUs: false } };
const UNVERIFIED: Decision = { verdict: { taken: false, isForUs: false, isUnverified: true } };

/**
 * WhatsApp's clock and that of WARest differ a little; what was written long before it was asked is no answer. What
 * comes from the history may have been written shortly before: there the times decide.
 */
const CLOCKS_MS = 60_000;

const TOO_LATE = 'Sorry, this answer came too late.';

const withChoices = (text: string, question: Question): string =>
	[text, choiceLines(question)].filter(Boolean).join('\n\n');

const askAgain = ({ reaskText, question }: Asked, misfit: DoesNotFit): string =>
	withChoices(reaskText ?? misfitText(misfit, question), question);

/** Whether it is said in the chat of the question, by somebody who may answer, while it waits. */
function isInPlace(asked: Asked, said: SimplifiedEvent, { ts, body }: Delivery): boolean {
	const { chat, people, askedAt, until } = asked;
	const isMissed = body.caughtUp === true;
	const sentAt = Date.parse(said.sentAt);
	const isLater = ts >= askedAt && !(sentAt < (isMissed ? askedAt : askedAt - CLOCKS_MS));
	// The history knows whole seconds, and no reactions: what is in time there must be so when it is delivered.
	const isInTime = until === null || ts < until || (said.event !== 'reaction' && sentAt < until);
	if (said.chatId !== chat || said.fromMe || !isLater || !isInTime) return false;
	if (!said.isGroup) return true;
	const digits = digitsOf(said.sender?.jid ?? null);
	return people.length === 0 || (digits !== null && people.includes(digits));
}

/** @param tries how many answers didn't fit: so often it was asked again */
function openOf({ id, question, messageId, text, reaskText }: Asked, tries: number): OpenQuestion {
	const again = reaskText === null ? MISFIT_TEXTS : [reaskText];
	return {
		id,
		question,
		messageIds: messageId === null ? [] : [messageId],
		texts: messageId === null ? [withChoices(text, question)] : [],
		again: tries > 0 ? again : [],
	};
}

/** What was said to the question; null if nothing. In a group people talk: only what points at it counts. */
function saidTo(
	asked: Asked,
	open: OpenQuestion,
	api: Api,
	delivery: Delivery,
): [SimplifiedEvent, ChatAnswer] | null {
	const kind = kindOf(delivery.event, delivery.data);
	if (!kind) return null;
	const about = { baseUrl: api.address, receivedAt: new Date() };
	const [said] = simplified(kind.event, delivery, about);
	const answer = said && isInPlace(asked, said, delivery) ? chatAnswer(said) : null;
	if (answer === null) return null;
	const isPointed = pointsAt(answer, open) === 'this';
	return said.isGroup && !isPointed ? null : [said, answer];
}

/** What a genuine delivery makes of a question; what was wrong before counts. */
export function decideOn(
	asked: Asked,
	api: Api,
	delivery: Delivery,
	wake: Pick<WakeRequest, 'tries' | 'look'>,
): Decision {
	const open = openOf(asked, wake.tries);
	const said = saidTo(asked, open, api, delivery);
	if (said === null) return NOT_FOR_US;
	const [{ sender, sentAt }, answer] = said;
	const reading = readAnswer(answer, open);
	if (!reading.isAnswer) return NOT_FOR_US;
	if (wake.look === true) {
		const { text } = asked;
		return { verdict: { taken: false, isForUs: true, fits: reading.fits, text } };
	}
	if (reading.fits) {
		const { value } = reading;
		const { tries } = wake;
		const { messageId } = answer;
		const item = answeredItem(asked, { value, at: sentAt, by: sender, tries, messageId });
		return { verdict: { taken: true }, output: { answered: true, item } };
	}
	const tries = wake.tries + 1;
	if (tries < asked.maxTries) {
		return {
			verdict: { taken: false, isForUs: true, reply: askAgain(asked, reading), tries },
		};
	}
	const item = unansweredItem(asked, 'tries', tries);
	return { verdict: { taken: true }, output: { answered: false, item } };
}

/** The ID of the question whose time is over, as the inbox signs it; null for anything else. */
function timedOutIn({ body, signature }: WakeRequest, secret: string): unknown {
	if (!isSigned(signature, Buffer.from(body), secret, '')) return null;
	const message: unknown = JSON.parse(body);
	if (!isObject(message) || message.event !== TIMED_OUT_EVENT) return null;
	return isObject(message.data) ? message.data.id : null;
}

/**
 * Decides what a request of the inbox means for a question. Nothing of it is believed but a body that is signed with the
 * secret of a trigger, which only WARest and this API key can do.
 * @throws Error if the credential or the body can't be read
 */
export async function decide(
	context: IWebhookFunctions,
	asked: Asked,
	wake: WakeRequest,
	now: number,
): Promise<Decision> {
	const api = await Api.open(context);
	const secret = secretFor(api, wake.trigger);
	if (timedOutIn(wake, secret) === asked.id) {
		if (asked.until === null || now < asked.until) return NOT_FOR_US;
		const item = unansweredItem(asked, 'time', wake.tries);
		const { sessionId, chat, lateText } = asked;
		const isGroup = chat.endsWith('@g.us');
		const open = openOf(asked, wake.tries);
		const ended = { sessionId, open, isGroup, text: lateText ?? TOO_LATE };
		return { verdict: { taken: true, ended }, output: { answered: false, item } };
	}
	const delivery = readDelivery(wake.signature, Buffer.from(wake.body), {
		secret,
		sessions: new Map([[asked.sessionId, null]]),
		now,
		tolerance: Infinity,
	});
	if (isRejection(delivery)) return UNVERIFIED;
	return decideOn(asked, api, delivery, wake);
}
