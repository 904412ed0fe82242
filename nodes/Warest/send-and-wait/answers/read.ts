import type { ChatAnswer } from './chat-answer';
import { choicesOf } from './choices';
import { chosen } from './chosen';
import { readDate } from './date';
import { readEmail } from './email';
import { readNumber } from './number';
import { readPhone } from './phone';
import { pointsAt, tappedChoice } from './pointing';
import {
	fits,
	misfit,
	NO_ANSWER,
	type OpenQuestion,
	type Question,
	type QuestionOf,
	type Reading,
	type Values,
} from './question';

type QuestionType = Question['type'];

/** How a choice comes out, by its position. */
const CHOSEN = {
	approval: (position: number) => position === 0,
	yesNo: (position: number) => position === 0,
	choice: (position: number, question: Question) => choicesOf(question)[position].label,
};

const isChosen = (type: QuestionType): type is keyof typeof CHOSEN => type in CHOSEN;

/** What the words of an answer to the other types are. */
const READERS: {
	[T in Exclude<QuestionType, keyof typeof CHOSEN>]: (
		text: string,
		question: QuestionOf<T>,
		at: string,
	) => Reading<Values[T]>;
} = {
	freeText: (text) => fits(text.trim()),
	text: (text) => fits(text.trim()),
	number: readNumber,
	date: readDate,
	email: readEmail,
	phone: readPhone,
	location: () => misfit('not a location'),
};

function byChoice(position: ReturnType<typeof chosen>, question: Question): Reading {
	if (typeof position !== 'number') return position;
	return isChosen(question.type) ? fits(CHOSEN[question.type](position, question)) : NO_ANSWER;
}

/** A reaction that means none of the choices is no answer: people react to all sorts of messages. */
function byReaction(reaction: string, question: Question): Reading {
	const position = chosen(reaction, question);
	const isAny = typeof position === 'number' || position.because === 'ambiguous';
	return isAny ? byChoice(position, question) : NO_ANSWER;
}

function byText(text: string, question: Question, at: string): Reading {
	if (isChosen(question.type)) return byChoice(chosen(text, question), question);
	const read = READERS[question.type as keyof typeof READERS] as (
		text: string,
		question: Question,
		at: string,
	) => Reading;
	return read(text, question, at);
}

/** What an answer says to an open question. */
export function readAnswer(answer: ChatAnswer, open: OpenQuestion): Reading {
	const { question } = open;
	if (pointsAt(answer, open) === 'another') return NO_ANSWER;
	const tapped = tappedChoice(answer, open);
	if (tapped !== null) return byChoice(tapped, question);
	if (answer.reaction !== null) return byReaction(answer.reaction, question);
	if (question.type === 'location' && answer.location !== null) return fits(answer.location);
	return answer.text === null ? misfit('no text') : byText(answer.text, question, answer.at);
}
