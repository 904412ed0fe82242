import type { IWebhookFunctions } from 'n8n-workflow';
import type { Verdict, WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import type { Delivery } from '../receiving/delivery';
import type { ProcessState } from '../state';
import { close, isOver } from './close';
import { meantBy } from './meant-by';
import { wake, type Brought, type Woken } from './wake';

/** What an event in a chat is, where questions wait. */
export interface Outcome {
	/** It was meant for a question: whether it fits or not, it starts nothing else. */
	isAnswer: boolean;
	/** What is to be said to the person. */
	reply: { chat: string; text: string } | null;
	/** The ID of the question that it has ended. */
	ended?: string;
}

/** It is an event like any other. */
export const NO_ANSWER: Outcome = { isAnswer: false, reply: null };
export const HEARD: Outcome = { isAnswer: true, reply: null };

/** What doesn't fit and comes so soon after a question was asked again is the same try. */
const ONE_TRY_MS = 10_000;

/** What a trigger does for the questions of one chat. */
export interface Bringing {
	context: IWebhookFunctions;
	state: ProcessState;
	chat: string;
	delivery: Delivery;
	request: Brought;
	/** See {@link wake}. */
	deadline?: number;
	/** Whether something can be said to the person. */
	canReply: boolean;
}

type Looked = Extract<Verdict, { fits: boolean }>;

const isLooked = (woken: Woken): woken is Looked => typeof woken === 'object' && 'fits' in woken;

const isReasked = ({ state }: Bringing, { id }: WaitingQuestion): boolean =>
	Date.now() - (state.reaskedAt.get(id) ?? -Infinity) < ONE_TRY_MS;

/** Has a question decide. */
async function decideOne(
	bringing: Bringing,
	question: WaitingQuestion,
): Promise<Outcome | 'unreached'> {
	const { context, state, chat, request, deadline } = bringing;
	const { id } = question;
	const woken = await wake(context, state, question, request, deadline);
	if (woken === 'unreached') return woken;
	if (isOver(woken)) close(state, id);
	if (woken === 'over' || 'fits' in woken) return NO_ANSWER;
	if (woken.taken) return { isAnswer: true, reply: null, ended: id };
	if (!woken.isForUs) return NO_ANSWER;
	state.questions.put({ ...question, tries: woken.tries });
	state.handedTo.delete(id);
	state.reaskedAt.set(id, Date.now());
	return { isAnswer: true, reply: { chat, text: woken.reply } };
}

/** Has each say whether it would fit, and then the right one decide. */
async function choose(bringing: Bringing, open: WaitingQuestion[]): Promise<Outcome | 'unreached'> {
	const { context, state, request, deadline, chat, canReply } = bringing;
	const looks = await Promise.all(
		open.map(async (question) => ({
			question,
			woken: await wake(context, state, question, { ...request, look: true }, deadline),
		})),
	);
	for (const { question, woken } of looks) {
		if (isOver(woken)) close(state, question.id);
	}
	// It may be the one that is meant, unless it wasn't asked yet.
	const isOpen = ({ question: { messageId }, woken }: (typeof looks)[number]) =>
		woken === 'unreached' && messageId !== null;
	if (looks.some(isOpen)) return 'unreached';
	const meant = looks.flatMap(({ question, woken }) =>
		isLooked(woken) ? { question, ...woken } : [],
	);
	const fitting = meant.filter(({ fits }) => fits);
	const [one, ...others] = fitting.length > 0 ? fitting : meant.slice(-1);
	if (one === undefined) return NO_ANSWER;
	const isClear = one.fits && others.length === 0;
	// Nobody would ever know that it was heard.
	if (!isClear && !canReply) return NO_ANSWER;
	if (others.length > 0) {
		const ids = fitting.map(({ question }) => question.id);
		const texts = fitting.map((each) => each.text);
		const text = state.whichOne.ask(ids, texts, Date.now());
		return { isAnswer: true, reply: text === null ? null : { chat, text } };
	}
	if (!isClear && isReasked(bringing, one.question)) return HEARD;
	return await decideOne(bringing, one.question);
}

/** Has the questions that wait in a chat decide on an event; 'unreached' if one that may be meant can't be reached. */
export async function decide(bringing: Bringing): Promise<Outcome | 'unreached'> {
	const { state, chat, delivery, canReply } = bringing;
	const open = meantBy(delivery, state.questions.inChat(delivery.sessionId, chat));
	const [one, ...others] = open;
	if (one === undefined) return NO_ANSWER;
	const isAlone = others.length === 0 && canReply && !isReasked(bringing, one);
	return isAlone ? await decideOne(bringing, one) : await choose(bringing, open);
}
