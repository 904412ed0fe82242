import type { ChatAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/chat-answer';
import type {
	Choice,
	OpenQuestion,
	Question,
	QuestionOf,
	Reading,
} from '../../../../../nodes/Warest/send-and-wait/answers/question';
import { readAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/read';

export const said = (text: string | null, more: Partial<ChatAnswer> = {}): ChatAnswer => ({
	text,
	quotedMessageId: null,
	quotedText: null,
	choiceId: null,
	reaction: null,
	reactedTo: null,
	location: null,
	messageId: '3A00',
	at: '2026-11-28T12:00:00.000Z',
	...more,
});

export const open = (question: Question, more: Partial<OpenQuestion> = {}): OpenQuestion => ({
	id: 'q1',
	question,
	messageIds: ['3EB0'],
	texts: ['How many?'],
	...more,
});

export const choice = (...labels: Array<string | Choice>): QuestionOf<'choice'> => ({
	type: 'choice',
	choices: labels.map((label) => (typeof label === 'string' ? { label } : label)),
	firstNumber: 1,
});

export const approval = (yes = 'Approve', no: string | null = 'Decline') => ({
	type: 'approval' as const,
	yes: { label: yes },
	no: no === null ? null : { label: no },
	firstNumber: 1,
});

const short = (reading: Reading) =>
	reading.isAnswer ? (reading.fits ? reading.value : reading.because) : 'no answer';

/** The value that a text is, or why it doesn't fit. */
export const read = (text: string, question: Question) =>
	short(readAnswer(said(text), open(question)));

export const readReaction = (reaction: string, question: Question, reactedTo = '3EB0') =>
	short(readAnswer(said(null, { reaction, reactedTo }), open(question)));
