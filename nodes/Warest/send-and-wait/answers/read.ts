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
	type QuestionType,
	type Reading,
} from './question';

/** What comes out for the choice at a position. */
function outcome(question: Question, position: number): Reading {
	return 'yes' in question ? fits(position === 0) : fits(choicesOf(question)[position].label);
}

function readChoice(text: string, question: Question): Reading {
	const position = chosen(text, question);
	return typeof position === 'number' ? outcome(question, position) : position;
}

/** No label, number, date or address is longer. */
const LONGEST = 300;

/** Reads a long text as an empty one, which is no value either, but quickly. */
const ofShort =
	<Q extends Question>(read: (text: string, question: Q, at: string) => Reading) =>
	(text: string, question: Q, at: string) =>
		read(text.length > LONGEST ? '' : text, question, at);

/** What the words of an answer are, by the type of what was asked. */
const READERS: {
	[T in QuestionType]: (text: string, question: QuestionOf<T>, at: string) => Reading;
} = {
	approval: ofShort(readChoice),
	yesNo: ofShort(readChoice),
	choice: ofShort(readChoice),
	freeText: (text) => fits(text.trim()),
	text: (text) => fits(text.trim()),
	number: ofShort(readNumber),
	date: ofShort(readDate),
	email: ofShort(readEmail),
	phone: ofShort(readPhone),
	location: () => misfit('not a location'),
};

const readText = <T extends QuestionType>(text: string, question: QuestionOf<T>, at: string) =>
	READERS[question.type](text, question, at);

/** A reaction that means none of the choices is no answer: people react to all sorts of messages. */
function readReaction(reaction: string, question: Question): Reading {
	if (choicesOf(question).length === 0) return NO_ANSWER;
	const reading = readChoice(reaction, question);
	return reading.fits === false && reading.because === 'not a choice' ? NO_ANSWER : reading;
}

/** What an answer says to an open question. */
export function readAnswer(answer: ChatAnswer, open: OpenQuestion): Reading {
	const { question } = open;
	if (pointsAt(answer, open) === 'another') return NO_ANSWER;
	const tapped = tappedChoice(answer, open);
	if (tapped !== null) return outcome(question, tapped);
	if (answer.reaction !== null) return readReaction(answer.reaction, question);
	if (question.type === 'location' && answer.location !== null) return fits(answer.location);
	return answer.text === null ? misfit('no text') : readText(answer.text, question, answer.at);
}
