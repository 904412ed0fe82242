import ts from 'typescript';
import { inSources } from '../../test/support/source-files';
import { OPEN, texts } from './texts';

/** What the node says when something fails. */
export interface Failure {
	/** The file that it stands in, from the root of the repository. */
	file: string;
	/** {@link OPEN} stands for what differs each time. */
	message: string;
	/** What it means and what to do; '' where only the running node knows. */
	hint: string;
	/** Whether it is thrown as it is, without a word on what to do. */
	isPlain: boolean;
}

/** The constants that files export, by their names. */
const exported = new Map(
	inSources((node) =>
		ts.isVariableStatement(node) && ts.isSourceFile(node.parent)
			? [...node.declarationList.declarations]
			: null,
	).flatMap(({ found }) =>
		found.flatMap(({ name, initializer }) =>
			ts.isIdentifier(name) && initializer ? [[name.text, initializer] as const] : [],
		),
	),
);

/** Where the functions that make an error take its message; the hint comes next. */
const MESSAGE_AT: Record<string, number> = {
	userError: 1,
	'item.failure': 0,
	failure: 2,
	apiError: 2,
	never: 0,
	refused: 0,
};

/** What the pieces of an error are in the source, before they are texts. */
interface Pieces {
	message?: ts.Expression;
	/** What follows the name of a field. */
	problem?: ts.Expression;
	label?: ts.Expression;
	hint?: ts.Expression;
	again?: ts.Expression;
	/** Which answers of WARest it is about. */
	of?: ts.Expression;
	/** Whether WARest may have got the request. */
	taken?: ts.Expression;
	isPlain?: true;
}

function expanded(parameters: readonly ts.Expression[]): ts.Expression[] {
	return parameters.flatMap((one) => {
		if (!ts.isSpreadElement(one)) return [one];
		const list = ts.isIdentifier(one.expression) ? exported.get(one.expression.text) : undefined;
		const value = list && ts.isAsExpression(list) ? list.expression : list;
		return value && ts.isArrayLiteralExpression(value) ? [...value.elements] : [];
	});
}

/** The message of a function that only makes an error. */
const messageIn = (maker: ts.Expression | undefined): ts.Expression | undefined =>
	maker && ts.isArrowFunction(maker) && ts.isCallExpression(maker.body)
		? ofCall(maker.body)?.message
		: undefined;

/** The advice of a hint that has its source beside it. */
function adviceIn(hint: ts.Expression | undefined): ts.Expression | undefined {
	if (!hint || !ts.isObjectLiteralExpression(hint)) return hint;
	const advice = hint.properties.find((one) => one.name?.getText() === 'advice');
	return advice && ts.isPropertyAssignment(advice) ? advice.initializer : undefined;
}

function ofCall(node: ts.CallExpression | ts.NewExpression): Pieces | null {
	const given = expanded(node.arguments ?? []);
	const name = node.expression.getText();
	if (ts.isNewExpression(node)) {
		return name === 'Error' ? { message: given[0], isPlain: true } : null;
	}
	if (/(^|\.)refusal$/.test(name)) {
		const [problem, hint] = given.slice(-2);
		return { problem, hint, ...(given.length === 4 && { label: given[0] }) };
	}
	if (name === 'fileError') return { message: messageIn(exported.get(name)), hint: given[2] };
	if (!Object.hasOwn(MESSAGE_AT, name)) return null;
	const at = MESSAGE_AT[name];
	return { message: given[at], hint: adviceIn(given[at + 1]) };
}

function ofObject(node: ts.ObjectLiteralExpression): Pieces | null {
	const entries = node.properties.flatMap((one) => {
		if (ts.isPropertyAssignment(one)) return [[one.name.getText(), one.initializer] as const];
		return ts.isShorthandPropertyAssignment(one) ? [[one.name.text, one.name] as const] : [];
	});
	const found: Record<string, ts.Expression | undefined> = Object.fromEntries(entries);
	if (found.displayName) return null;
	if (found.problem && found.expected) return { problem: found.problem, hint: found.expected };
	const { message, hint = message && found.advice, again, of, taken } = found;
	const isOfField = hint && !message && !of && texts(hint, exported).includes(OPEN);
	return hint && !isOfField ? { message, hint, again, of, taken } : null;
}

const pieces = (node: ts.Node): Pieces | null => {
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) return ofCall(node);
	return ts.isObjectLiteralExpression(node) ? ofObject(node) : null;
};

/** "HTTP 409, 415" of `['409/*', '415/2007']`, as a person sees it at the end of the error. */
function statuses(of: ts.Expression | undefined): string {
	if (!of || !ts.isArrayLiteralExpression(of)) return '';
	const named = of.elements.flatMap((one) => texts(one, exported));
	const said = named.map((one) => one.replace('/*', '').replace('/', ', code '));
	return ` (HTTP ${said.join('; ')})`;
}

function messagesOf({ message, problem, label, of }: Pieces): string[] {
	if (problem) {
		const field = label ? texts(label, exported) : [OPEN];
		return field.flatMap((name) => texts(problem, exported).map((text) => `'${name}' ${text}`));
	}
	const said = message ? texts(message, exported) : ["WARest's own words"];
	return said.map((text) => text + statuses(of));
}

const TAKEN = 'If something was to be changed, it may have been: check on the phone.';
const NOT_TAKEN = 'Nothing was done.';

/** Where it differs in more ways, one of them is enough to know it by. */
const MOST_HINTS = 3;

function hintOf({ hint, again, taken }: Pieces): string {
	const hints = texts(hint, exported);
	const whole = again ? [[...hints, ...texts(again, exported)].join(' ')] : hints;
	const all = [...new Set(whole)].filter((text) => /\p{L}{2}/u.test(text));
	const said = (all.length > MOST_HINTS ? all.slice(0, 1) : all).join(' / ');
	if (!taken) return said;
	return `${taken.kind === ts.SyntaxKind.TrueKeyword ? TAKEN : NOT_TAKEN} ${said}`;
}

/** What is only the name of a field and words from elsewhere is no text of its own. */
const isTold = ({ message, hint }: Failure): boolean =>
	message === OPEN
		? hint !== ''
		: /\p{L}{2}/u.test(message.replace(/^'[^']*' (that )?|'[^']*'$/, ''));

/** All that the sources can say of a failure, once each. */
export function failures(): Failure[] {
	const all = inSources(pieces).flatMap(({ place, found }) =>
		messagesOf(found).map((message) => ({
			file: place.replace(/:\d+$/, ''),
			message,
			hint: hintOf(found),
			isPlain: found.isPlain === true,
		})),
	);
	const once = new Map(all.map((failure) => [JSON.stringify(failure), failure]));
	return [...once.values()].filter(isTold);
}
