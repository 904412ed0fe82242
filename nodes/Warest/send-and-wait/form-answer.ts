import type { IDataObject } from 'n8n-workflow';
import type { ChatAnswer } from './answers/chat-answer';
import { choiceId } from './answers/choices';
import type { Question, Reading } from './answers/question';
import { readAnswer } from './answers/read';
import type { Asked } from './asked';

/** As the inputs of the page write: a browser's number has a point, its date begins with the year. */
function asInPage(question: Question): Question {
	if (question.type === 'date') return { ...question, order: 'YMD' };
	return question;
}

const textIn = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value : null;

function placeIn({ latitude, longitude }: IDataObject): ChatAnswer['location'] {
	const [north, east] = [latitude, longitude].map((each) => Number(textIn(each) || NaN));
	const isPlace = Math.abs(north) <= 90 && Math.abs(east) <= 180;
	return isPlace ? { latitude: north, longitude: east } : null;
}

/** What a filled-in page says. */
export function readForm({ id, question }: Asked, form: IDataObject, now: Date): Reading {
	const position = /^\d{1,3}$/.exec(textIn(form.choice) ?? '')?.[0];
	const answer: ChatAnswer = {
		text: textIn(form.text),
		quotedMessageId: null,
		quotedText: null,
		choiceId: position === undefined ? null : choiceId(id, Number(position)),
		reaction: null,
		reactedTo: null,
		location: placeIn(form),
		messageId: null,
		at: now.toISOString(),
	};
	return readAnswer(answer, { id, question: asInPage(question), messageIds: [], texts: [] });
}
