import type { IWebhookFunctions } from 'n8n-workflow';
import type { Verdict, WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import { objectOf, textOf } from '../events/values';
import type { Delivery } from '../receiving/delivery';
import type { ProcessState } from '../state';
import { chatIn } from './chat-in';
import { close, isOver } from './close';
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
const HEARD: Outcome = { isAnswer: true, reply: null };

/** WARest gives up after 10 seconds; the others that share the webhook need some of them. */
const WITHIN_MS = 3000;
/** What doesn't fit and comes so soon after a question was asked again is the same try. */
const ONE_TRY_MS = 10_000;
/** So many questions in one chat are looked at. */
const MOST = 20;

/** What a trigger does for the questions of one chat. */
interface Bringing {
	context: IWebhookFunctions;
	state: ProcessState;
	chat: string;
	request: Brought;
	deadline: number;
	/** Whether something can be said to the person. */
	canReply: boolean;
}

type Looked = Extract<Verdict, { fits: boolean }>;

const isLooked = (woken: Woken): woken is Looked => typeof woken === 'object' && 'fits' in woken;

const isReasked = ({ state }: Bringing, { id }: WaitingQuestion): boolean =>
	Date.now() - (state.reaskedAt.get(id) ?? -Infinity) < ONE_TRY_MS;

/** Has a question decide. */
async function decide(bringing: Bringing, question: WaitingQuestion): Promise<Outcome> {
	const { context, state, chat, request, deadline } = bringing;
	const { questions, reaskedAt } = state;
	const { id } = question;
	const unreached = state.unreachedAnswers.get(id);
	// An execution that hangs must not hold up all that follows.
	const woken = await wake(context, state, question, request, unreached ? 0 : deadline);
	if (woken === 'unreached') {
		state.unreachedAnswers.set(id, [...(unreached ?? []), request].slice(-MOST));
		return NO_ANSWER;
	}
	if (isOver(woken)) close(state, id);
	if (woken === 'over' || 'fits' in woken) return NO_ANSWER;
	if (!woken.taken && !woken.isForUs) return NO_ANSWER;
	if (!woken.taken) {
		questions.put({ ...question, tries: woken.tries });
		reaskedAt.set(id, Date.now());
	}
	return woken.taken
		? { isAnswer: true, reply: null, ended: id }
		: { isAnswer: true, reply: { chat, text: woken.reply } };
}

/** Has each say whether it would fit, and then the right one decide. */
async function choose(bringing: Bringing, open: WaitingQuestion[]): Promise<Outcome> {
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
	const meant = looks.flatMap(({ question, woken }) =>
		isLooked(woken) ? { question, ...woken } : [],
	);
	const fitting = meant.filter(({ fits }) => fits);
	const [one, ...others] = fitting.length > 0 ? fitting : meant.slice(-1);
	if (one === undefined) return NO_ANSWER;
	if (others.length > 0) {
		const ids = fitting.map(({ question }) => question.id);
		const texts = fitting.map((each) => each.text);
		const text = canReply ? state.whichOne.ask(ids, texts, Date.now()) : null;
		return { isAnswer: true, reply: text === null ? null : { chat, text } };
	}
	if (!one.fits && (!canReply || isReasked(bringing, one.question))) return HEARD;
	return await decide(bringing, one.question);
}

/** Brings an event to the questions that wait in its chat, one event after the other. */
export async function bring(
	context: IWebhookFunctions,
	state: ProcessState,
	delivery: Delivery,
	body: string,
	{ canReply }: { canReply: boolean },
): Promise<Outcome> {
	const { questions } = state;
	const chat = questions.isEmpty ? null : chatIn(delivery);
	if (chat === null || questions.inChat(chat).length === 0) return NO_ANSWER;
	const deadline = Date.now() + WITHIN_MS;
	const username = textOf(objectOf(delivery.body.session).username);
	const request = { body, username };
	const bringing = { context, state, chat, request, deadline, canReply };
	return await state.chats.run([chat], async () => {
		const open = questions.inChat(chat).slice(-MOST);
		const [one, ...others] = open;
		if (one === undefined) return NO_ANSWER;
		const isAlone = others.length === 0 && canReply && !isReasked(bringing, one);
		return isAlone ? await decide(bringing, one) : await choose(bringing, open);
	});
}
