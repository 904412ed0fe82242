import type { IDataObject } from 'n8n-workflow';
import type { Person } from '../../identity/person';
import type { Asked } from './asked';
import type { Reading } from './answers/question';

type Value = Extract<Reading, { fits: true }>['value'];

/** An answer that fits. */
export interface Answered {
	value: Value;
	/** ISO time. */
	at: string;
	/** Null where it came by the link: whoever has it may answer. */
	by: Person | null;
	tries: number;
	/** The message that answers. */
	messageId?: string | null;
	/** What was written to a refusal. */
	feedback?: string;
}

/** What an AI agent reads: only `data.approved` decides. */
function dataOf({ question }: Asked, { value, at, by, feedback }: Answered): IDataObject {
	if (question.type === 'freeText') return { data: { text: value as string } };
	if (question.type !== 'approval') return {};
	const responder = { id: by?.jid ?? null, name: by?.name ?? null, source: 'whatsapp' };
	const data = { approved: value === true, respondedAt: at, responder };
	return { data: feedback ? { ...data, chatInput: feedback } : data };
}

/** The question and where it was asked, so that the next node can write there. */
const asking = ({ question, text, messageId, sessionId, chat }: Asked): IDataObject => ({
	question: text,
	type: question.type,
	messageId,
	sessionId,
	chatId: chat,
});

/** The output item of an answered question. */
export function answeredItem(asked: Asked, answer: Answered): IDataObject {
	return {
		answered: true,
		value: answer.value as IDataObject[string],
		answeredBy: answer.by && { ...answer.by },
		answeredAt: answer.at,
		...asking(asked),
		tries: answer.tries,
		answerMessageId: answer.messageId ?? null,
		...dataOf(asked, answer),
	};
}

const NOTES = {
	time: 'Nobody answered in time.',
	tries: 'No answer could be used.',
};

/** The output item of a question that has no answer, and why. For an agent it is a refusal. */
export function unansweredItem(asked: Asked, because: keyof typeof NOTES, tries = 0): IDataObject {
	return {
		answered: false,
		value: null,
		answeredBy: null,
		answeredAt: null,
		...asking(asked),
		tries,
		answerMessageId: null,
		because,
		data: { approved: false, timedOut: because === 'time', chatInput: NOTES[because] },
	};
}
