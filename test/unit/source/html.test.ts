import ts from 'typescript';
import { inSources } from '../../support/source-files';

/** n8n takes these for HTML: the description of an error, and the hints of an execution. */
const MAKERS = ['nodes/transport/failures/user-error.ts', 'nodes/transport/failures/errors.ts'];
const HINTS = 'nodes/transport/failures/execution-hint.ts';

const places = (find: (node: ts.Node) => true | null, except: string[]) =>
	inSources(find)
		.map(({ place }) => place)
		.filter((place) => !except.some((file) => place.startsWith(`${file}:`)));

const named = (node: ts.Node, pattern: RegExp) => pattern.test(node.getText());

it('descriptions of errors are made where they are escaped', () => {
	const described = places(
		(node) =>
			ts.isNewExpression(node) &&
			named(node.expression, /^Node(Operation|Api)Error$/) &&
			node.arguments?.some((argument) => ts.isObjectLiteralExpression(argument))
				? true
				: null,
		MAKERS,
	);
	const assigned = places(
		(node) =>
			ts.isBinaryExpression(node) &&
			node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
			named(node.left, /\.description$/)
				? true
				: null,
		MAKERS,
	);
	expect([...described, ...assigned]).toEqual([]);
});

it('hints of executions are made where they are escaped', () => {
	const shown = (node: ts.Node): true | null =>
		ts.isCallExpression(node) && named(node.expression, /addExecutionHints$/) ? true : null;
	expect(places(shown, [HINTS])).toEqual([]);
	expect(inSources(shown).some(({ place }) => place.startsWith(HINTS))).toBe(true);
});
