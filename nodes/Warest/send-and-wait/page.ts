import { choicesOf } from './answers/choices';
import type { Question, QuestionType } from './answers/question';
import type { Asked } from './asked';

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; --text: #1c1e21; --back: #f0f2f5; --card: #fff; --line: #c8cdd3; --main: #0b7a5a; }
@media (prefers-color-scheme: dark) { :root { --text: #e9edef; --back: #0b141a; --card: #1f2c34; --line: #4a5a64; --main: #2fb98c; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 480px; margin: 24px auto; padding: 20px; background: var(--card); border-radius: 12px; }
h1 { margin: 0 0 16px; font-size: 18px; font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; }
label { display: block; margin: 12px 0; }
input, textarea, button { width: 100%; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; }
button { margin-top: 12px; border-color: var(--main); color: var(--main); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
.wrong { padding: 12px; border: 1px solid #d33; border-radius: 8px; }`;

const document = (title: string, content: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${content}</main></body>
</html>`;

/** Nothing is loaded, nothing runs, nobody frames it, and the address isn't told to others. */
export const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	'x-frame-options': 'DENY',
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
};

/** A page that only says something. */
export const statement = (title: string, text: string): string =>
	document(title, `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>`);

const input = (label: string, attributes: string): string =>
	`<label>${label}<input ${attributes} required></label>`;

const ANSWER = 'name="text" autocomplete="off"';

const writing = (): string =>
	'<label>Your answer<textarea name="text" rows="4" maxlength="4000" required></textarea></label>';

/** What is filled in for what isn't chosen. */
const INPUTS: Partial<Record<QuestionType, (question: Question) => string>> = {
	freeText: writing,
	text: writing,
	number: () => input('Your answer (a number)', `${ANSWER} inputmode="decimal"`),
	date: () => input('Your answer', `${ANSWER} type="date"`),
	email: () => input('Your e-mail address', 'name="text" type="email" autocomplete="email"'),
	phone: () =>
		input(
			'Your phone number with its country code, e.g. +62 812-0001-0000',
			'name="text" type="tel" autocomplete="tel"',
		),
	location: () =>
		input('Latitude, e.g. -6.2', 'name="latitude" inputmode="text"') +
		input('Longitude, e.g. 106.8', 'name="longitude" inputmode="text"'),
};

/** A button for each choice; its number, from 0, is what comes back. */
const buttons = (question: Question): string =>
	choicesOf(question)
		.map(
			({ label }, position) =>
				`<button name="choice" value="${position}">${escaped(label)}</button>`,
		)
		.join('');

const FEEDBACK =
	'<label>Feedback, if you decline (optional)<textarea name="feedback" rows="2" maxlength="4000"></textarea></label>';

/** The page that asks. `wrong`: why the last answer didn't fit. */
export function form({ question, text, isReview }: Asked, tries: number, wrong?: string): string {
	const fill = INPUTS[question.type]?.(question);
	const fields = fill ? `${fill}<button>Send</button>` : buttons(question);
	return document(
		'Question',
		`<h1>${escaped(text)}</h1>
${wrong === undefined ? '' : `<p class="wrong" role="alert">${escaped(wrong)}</p>`}
<form method="post"><input type="hidden" name="tries" value="${tries}">${isReview ? FEEDBACK : ''}${fields}</form>`,
	);
}
