import { randomBytes } from 'node:crypto';
import type { Item, Output } from '../engine/item';
import { MOST_BUTTONS } from '../operations/messages/interactive';
import { sendAll, type Message } from '../operations/messages/sending';
import { hintRewriting } from '../operations/messages/rewritten';
import { choicesOf, lastNumberOf } from './answers/choices';
import type { Question } from './answers/question';
import type { Asked } from './asked';
import { fields, type Entered } from './fields';
import { waitInStep } from './in-step';
import { Inbox, noInbox } from './inbox';
import { unansweredItem } from './outcome';
import { resumeParts, resumeQuery, type ResumeParts } from './resume';
import { questionMessage, textMessage } from './question-message';
import { questionOf } from './question-of';
import { reviewText } from './review';
import { endOf } from './time-limit';

/** Bytes: nobody guesses them, and no two questions have the same. */
const ID_LENGTH = 8;

const DEFAULT_TRIES = 3;

/** What the inbox hasn't ended, n8n does so much later. */
const NET_MS = 300_000;

/**
 * Refuses a review step whose model says who decides: it could have anybody let it do what it wants.
 * @throws NodeOperationError
 */
function mustBeChosen(item: Item): void {
	const open = (['to', 'approverIds'] as const).find((name) => item.guard?.isWrittenByModel(name));
	if (!item.waiting.isReview || open === undefined) return;
	throw item.refusal(
		fields[open].parameter.displayName,
		'',
		'must not come from the model',
		'Enter yourself who decides, or take it from an earlier node by its name: otherwise the agent could have anybody approve what it wants to do.',
	);
}

/** @throws NodeOperationError if it can't be asked so */
function check({ to, responseType, answerBy, approverIds = [] }: Entered, item: Item): void {
	mustBeChosen(item);
	if (!item.isAlone) {
		throw item.failure(
			'A question waits for one answer, and there are several items',
			'Nothing was sent. Put this node into a sub-workflow, and call it with Execute Sub-workflow, once for each item.',
		);
	}
	const isGroup = to[0].endsWith('@g.us');
	if (isGroup && answerBy === 'chat' && responseType === 'approval' && approverIds.length === 0) {
		throw item.failure(
			"'Who May Answer in a Group' is empty",
			'Nothing was sent. An approval in a group needs the people who may give it.',
		);
	}
}

/** @throws NodeOperationError if there are more choices than buttons */
function mustFitButtons({ question }: Asked, { choicesAs }: Entered['options'], item: Item): void {
	const { length } = choicesOf(question);
	if (choicesAs !== 'buttons' || length <= MOST_BUTTONS) return;
	throw item.failure(
		`'Choices' has ${length} entries`,
		`Nothing was sent. A message has ${MOST_BUTTONS} buttons at most: set the option 'Show Choices As' to List.`,
	);
}

/** The history, which the step reads, has no taps. */
function hintNumbers({ question }: Asked, { choicesAs }: Entered['options'], item: Item): void {
	if (choicesAs === undefined || choicesAs === 'text' || choicesOf(question).length === 0) return;
	item.hint(
		'The choices were sent as numbers this time: without a published WARest Trigger, nobody sees what is tapped.',
	);
}

/** The question as it is before it was sent. */
function drafted(entered: Entered, item: Item): Asked {
	const { message, options, to, sessionId, answerBy, approverIds = [] } = entered;
	const { waiting, guard } = item;
	const isByModel = guard?.isWrittenByModel('message');
	const now = Date.now();
	const until = endOf(options.limitWaitTime, now);
	if (until !== null && until <= now) {
		throw item.failure("The time of 'Limit Wait Time' is over already", 'Nothing was sent.');
	}
	return {
		id: randomBytes(ID_LENGTH).toString('base64url'),
		question: questionOf(entered, item),
		text: waiting.isReview ? reviewText(waiting, message, isByModel) : message,
		messageId: null,
		until,
		answerBy,
		sessionId,
		chat: to[0],
		people: approverIds,
		askedAt: now,
		maxTries: options.maxTries ?? DEFAULT_TRIES,
		reaskText: options.reaskText ?? null,
		lateText: options.lateText ?? null,
		isReview: waiting.isReview,
	};
}

/** What the answer to the message says of it; the clock of WARest counts. */
function sent(asked: Asked, [{ json }]: Output): Asked {
	const { messageId, sentAt } = json;
	return {
		...asked,
		messageId: typeof messageId === 'string' ? messageId : null,
		askedAt: typeof sentAt === 'string' ? Date.parse(sentAt) : asked.askedAt,
	};
}

async function send(message: Message, { sessionId, to, options }: Entered, item: Item) {
	const { message: text } = message.body;
	if (typeof text === 'string') hintRewriting(item, text, true);
	return await sendAll([message], { sessionId, to, options }, item);
}

/** A question that was sent, and what the node gives of it until it is answered. */
interface Sent {
	asked: Asked;
	output: Output;
}

/** With an address in the message, at which whoever has it answers. */
async function askByLink(draft: Asked, address: string, entered: Entered, item: Item) {
	const output = await send(textMessage(`${draft.text}\n\n${address}`), entered, item);
	return { asked: sent(draft, output), output };
}

/** The question with numbers that no other question of its chat has. */
const numbered = (question: Question, firstNumber: number): Question =>
	'firstNumber' in question ? { ...question, firstNumber } : question;

/** Only once the inbox surely has it: an answer may come at once. */
async function askInChat(
	draft: Asked,
	resume: ResumeParts,
	inbox: Inbox,
	entered: Entered,
	item: Item,
): Promise<Sent> {
	const { id, sessionId, chat, until } = draft;
	const question = numbered(draft.question, await inbox.numberFrom(chat));
	const lastNumber = lastNumberOf(question);
	const about = { sessionId, chat, until, lastNumber };
	const waiting = { ...resume, ...about, tries: 0, messageId: null };
	await inbox.keep(waiting);
	const { choicesAs = 'text', listButtonText } = entered.options;
	const message = questionMessage({ ...draft, question }, choicesAs, listButtonText);
	const sending = send(message, entered, item);
	await sending.catch(async () => await inbox.forget(id));
	const output = await sending;
	const asked = sent({ ...draft, question }, output);
	// Without it, a quote of the question isn't known for one; all else is.
	await inbox
		.note({ ...waiting, messageId: asked.messageId })
		.catch(() => item.hint('The trigger may not recognise quotes of this question.'));
	return { asked, output };
}

/** Whether somebody tries it out in the editor, where the step itself can wait for one person; a model isn't kept so long. */
const canWaitInStep = ({ chat }: Asked, { waiting, isTool }: Item): boolean =>
	waiting.isByHand && !isTool && !chat.endsWith('@g.us');

/**
 * Sends the question and has the execution wait for its answer. A question that may or may not have been sent is an
 * error, and nothing waits for it.
 */
export async function ask(entered: Entered, item: Item): Promise<Output> {
	const { waiting } = item;
	check(entered, item);
	const draft = drafted(entered, item);
	const { answerBy, until, sessionId } = draft;
	mustFitButtons(draft, entered.options, item);
	const address = waiting.url(resumeQuery(draft.id));
	const { base, ...resume } = resumeParts(address);
	const inbox = answerBy === 'chat' ? await Inbox.of(sessionId, base, item) : null;
	if (answerBy === 'chat' && inbox === null) {
		if (!canWaitInStep(draft, item)) throw noInbox(sessionId, item);
		const say = async (text: string) => await send(textMessage(text), entered, item);
		hintNumbers(draft, entered.options, item);
		const output = await send(questionMessage(draft, 'text'), entered, item);
		return await waitInStep(sent(draft, output), say, item);
	}
	const { asked, output } =
		inbox === null
			? await askByLink(draft, address, entered, item)
			: await askInChat(draft, resume, inbox, entered, item);
	waiting.note(JSON.stringify(asked));
	const net = answerBy === 'chat' ? NET_MS : 0;
	await waiting.until(until === null ? null : until + net, unansweredItem(asked, 'time'));
	return output;
}
