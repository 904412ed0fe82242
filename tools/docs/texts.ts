import ts from 'typescript';

/** What stands for a part of a text that is only known when the node runs. */
export const OPEN = '…';

const MOST = 8;

const joined = (starts: string[], ends: string[]): string[] =>
	starts
		.flatMap((start) => ends.map((end) => (start + end).replace(/…+\.?$/, OPEN)))
		.slice(0, MOST);

const declaredIn = (scope: ts.Node, name: string): ts.Expression | undefined => {
	const statements = ts.isBlock(scope) || ts.isSourceFile(scope) ? [...scope.statements] : [];
	return statements
		.flatMap((one) => (ts.isVariableStatement(one) ? [...one.declarationList.declarations] : []))
		.find((one) => ts.isIdentifier(one.name) && one.name.text === name)?.initializer;
};

const isParameterOf = (scope: ts.Node, name: string): boolean =>
	ts.isFunctionLike(scope) &&
	scope.parameters.some(({ name: given }) => new RegExp(`\\b${name}\\b`).test(given.getText()));

/** The value of a constant as it is declared: in the scopes around its use, or exported by another file. */
function declared(
	use: ts.Identifier,
	exported: ReadonlyMap<string, ts.Expression>,
): ts.Expression | undefined {
	for (let scope: ts.Node = use; scope !== undefined; scope = scope.parent) {
		const found = declaredIn(scope, use.text);
		if (found) return found;
		if (isParameterOf(scope, use.text)) return undefined;
	}
	return exported.get(use.text);
}

/** All texts that an expression of the sources can give; {@link OPEN} for what isn't written there. */
export function texts(
	node: ts.Expression | undefined,
	exported: ReadonlyMap<string, ts.Expression>,
): string[] {
	const of = (inner: ts.Expression): string[] => texts(inner, exported);
	if (node === undefined) return [''];
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		return node.templateSpans.reduce(
			(before, { expression, literal }) => joined(joined(before, of(expression)), [literal.text]),
			[node.head.text],
		);
	}
	if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
	if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return of(node.expression);
	if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return of(node.body);
	if (ts.isBinaryExpression(node)) {
		const { left, right, operatorToken } = node;
		if (operatorToken.kind === ts.SyntaxKind.PlusToken) return joined(of(left), of(right));
		return [...of(left), ...of(right).filter((text) => text !== '')];
	}
	// `['…', more].filter(Boolean).join(' ')`: what is always there comes first.
	if (ts.isArrayLiteralExpression(node)) return texts(node.elements[0], exported);
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		const { name, expression } = node.expression;
		if (['filter', 'join'].includes(name.text)) return of(expression);
	}
	if (ts.isIdentifier(node)) {
		const value = declared(node, exported);
		if (value && !ts.isArrowFunction(value)) return of(value);
	}
	return [OPEN];
}
