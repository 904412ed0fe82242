import type {
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import { askedIn, type Asked } from './asked';
import { readForm } from './form-answer';
import { misfitText } from './misfit-text';
import { answeredItem } from './outcome';
import { form, HEADERS, statement } from './page';
import { wakeRequestIn, type Verdict, type WakeRequest } from './protocol';
import { decide, type Decision } from './wake';

/** The address at which a waiting execution takes an answer. */
export const webhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
}));

/** The answer was given by ourselves; without output the execution goes on waiting. */
const goOn = (workflowData?: INodeExecutionData[][]): IWebhookResponseData => ({
	noWebhookResponse: true,
	...(workflowData && { workflowData }),
});

/** Shows a page; without output the execution goes on waiting. */
function show(
	context: IWebhookFunctions,
	status: number,
	html: string,
	output?: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).set(HEADERS).send(html);
	const items = [{ json: output ?? {}, pairedItem: { item: 0 } }];
	return goOn(output && [items]);
}

const CLOSED = statement(
	'This question is closed',
	'It was answered already, or it is no longer asked. There is nothing to do.',
);
const EXPIRED = statement('The time is over', 'This question can no longer be answered.');
const THANKS = statement('Thank you', 'Your answer was taken. You can close this page.');
const IN_CHAT = statement('Answer in WhatsApp', 'This question waits for an answer in the chat.');
const FAILED = statement(
	'Something went wrong',
	'Your answer was not taken. Please try again in a moment.',
);

/** So long n8n may take until it answers by itself that an execution goes on. */
const TAKEN_FOR_MS = 60_000;

/** The questions that were answered just now, with the moment: of several answers at once only one counts. */
const taken = new Map<string, number>();

function isTaken(id: string, now: number): boolean {
	for (const [other, at] of taken) if (now - at > TAKEN_FOR_MS) taken.delete(other);
	return taken.has(id);
}

const triesIn = ({ tries }: IDataObject): number =>
	/^\d{1,4}$/.test(String(tries)) ? Number(tries) : 0;

function decideOnForm(context: IWebhookFunctions, asked: Asked, now: Date): IWebhookResponseData {
	const body: unknown = context.getBodyData();
	const filled = isObject(body) ? body : {};
	const reading = readForm(asked, filled, now);
	const tries = triesIn(filled);
	if (!reading.fits) {
		const said = reading.isAnswer ? misfitText(reading, asked.question) : undefined;
		const wrong = asked.reaskText ?? said ?? 'Please choose one of the answers.';
		return show(context, 422, form(asked, tries + 1, wrong));
	}
	taken.set(asked.id, now.getTime());
	const { value } = reading;
	const { feedback } = filled;
	const isRefused = asked.isReview && value === false && typeof feedback === 'string';
	const output = answeredItem(asked, {
		value,
		at: now.toISOString(),
		by: null,
		tries,
		...(isRefused && feedback.trim() !== '' && { feedback: feedback.trim() }),
	});
	return show(context, 200, THANKS, output);
}

const say = (context: IWebhookFunctions, verdict: Verdict) =>
	context.getResponseObject().status(200).json(verdict);

/** What the inbox brings of the chat. */
async function respondToInbox(
	context: IWebhookFunctions,
	asked: Asked | null,
	wake: WakeRequest,
): Promise<IWebhookResponseData> {
	const { q } = context.getQueryData() as IDataObject;
	const now = Date.now();
	if (asked === null || q !== asked.id || asked.answerBy !== 'chat') {
		say(context, { taken: false, isForUs: false, isOver: true });
		return goOn();
	}
	const { verdict, output }: Decision = await decide(context, asked, wake, now);
	if (output && isTaken(asked.id, now)) {
		// Another answer came first: this one is an event like any other.
		say(context, { taken: false, isForUs: false });
		return goOn();
	}
	if (output) taken.set(asked.id, now);
	say(context, verdict);
	if (!output) return goOn();
	const items = [{ json: output.item, pairedItem: { item: 0 } }];
	return goOn(output.answered || asked.isReview ? [items] : [[], items]);
}

function respond(context: IWebhookFunctions): IWebhookResponseData {
	const asked = askedIn(context);
	const { q } = context.getQueryData() as IDataObject;
	const now = new Date();
	// An older question of this node, in the same execution.
	const isOpen = asked !== null && q === asked.id && !isTaken(asked.id, now.getTime());
	if (!isOpen) return show(context, 410, CLOSED);
	if (asked.until !== null && now.getTime() >= asked.until) return show(context, 410, EXPIRED);
	if (asked.answerBy === 'chat') return show(context, 200, IN_CHAT);
	// A preview may be fetched by anybody's phone.
	if (context.getRequestObject().method !== 'POST') return show(context, 200, form(asked, 0));
	return decideOnForm(context, asked, now);
}

/** Takes an answer by link, or from the inbox. An error must not come out: n8n would end the waiting execution with it. */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const isJson = String(context.getHeaderData()['content-type']).startsWith('application/json');
		const wake = isJson ? wakeRequestIn(context.getBodyData()) : null;
		return wake === null ? respond(context) : await respondToInbox(context, askedIn(context), wake);
	} catch (error) {
		context.logger.error(`WARest could not read an answer: ${(error as Error).message}`);
		return show(context, 500, FAILED);
	}
}
