import { path } from '../../transport/path';
import { interactive } from '../operations/messages/interactive';
import type { Message } from '../operations/messages/sending';
import { choiceId, choiceLines, choicesOf } from './answers/choices';
import type { Asked } from './asked';

/** How the choices of a question look in the chat. */
export type Look = 'text' | 'buttons' | 'list';

export const textMessage = (message: string): Message => ({
	path: path`/messages/send/text`,
	body: { message },
});

/** The message with the question and its choices; without choices, it is a text whatever the look. */
export function questionMessage(
	{ id, text, question }: Asked,
	look: Look,
	buttonText = 'Open',
): Message {
	const choices = choicesOf(question).map(({ label }, position) => ({
		label,
		id: choiceId(id, position),
	}));
	if (look === 'text' || choices.length === 0) {
		return textMessage([text, choiceLines(question)].filter((part) => part !== '').join('\n\n'));
	}
	if (look === 'buttons') {
		const buttons = choices.map(({ label, id: choice }) => ({
			type: 'reply',
			displayText: label,
			id: choice,
		}));
		return { path: path`/messages/send/button`, body: { text, buttons, ...interactive({}) } };
	}
	const rows = choices.map(({ label, id: choice }) => ({ title: label, id: choice }));
	return {
		path: path`/messages/send/list`,
		body: { text, buttonText, sections: [{ rows }], ...interactive({}) },
	};
}
