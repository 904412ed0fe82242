import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inSources } from '../../support/source-files';

const root = path.join(__dirname, '..', '..', '..');
const page = readFileSync(path.join(root, 'docs', 'troubleshooting.md'), 'utf8');

/** Functions that make an error of the texts that they are given. */
const MAKES_ERROR = /(^|\.)(userError|failure|refusal|refused|apiError|never)$/;

/** The literals that are written in an expression itself. */
function literals(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
	}
	return ts.isConditionalExpression(node)
		? [...literals(node.whenTrue), ...literals(node.whenFalse)]
		: [];
}

function saidBy(node: ts.Node): string[] | null {
	if (ts.isCallExpression(node) && MAKES_ERROR.test(node.expression.getText())) {
		return node.arguments.flatMap(literals);
	}
	if (!ts.isObjectLiteralExpression(node)) return null;
	const given = node.properties.filter(ts.isPropertyAssignment);
	const names = given.map(({ name }) => name.getText());
	const isFailure = ['message hint', 'problem expected'].some((both) =>
		both.split(' ').every((name) => names.includes(name)),
	);
	return isFailure
		? given
				.filter(({ name }) => ['message', 'problem'].includes(name.getText()))
				.flatMap(({ initializer }) =>
					literals(ts.isArrowFunction(initializer) ? initializer.body : initializer),
				)
		: null;
}

/** What is long enough to look for. */
const isTelling = (text: string) => text.trim().split(' ').length > 2;

it('every text with which a node fails has its place in docs/troubleshooting.md', () => {
	const said = inSources(saidBy).flatMap(({ place, found }) =>
		found.filter(isTelling).map((text) => ({ place, text: text.trim() })),
	);
	expect(said.length).toBeGreaterThan(100);
	expect(said.filter(({ text }) => !page.includes(text.replaceAll('<', '&lt;')))).toEqual([]);
});
