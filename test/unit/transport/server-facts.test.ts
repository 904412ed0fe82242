import ts from 'typescript';
import * as facts from '../../../nodes/transport/server-facts';
import { inSources } from '../../support/source-files';

const texts = Object.values(facts).filter((fact) => typeof fact === 'string');

/** The text of a string, a template or a regular expression; the numbers of a product. */
function writtenIn(node: ts.Node): string | null {
	if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text;
	return ts.isBinaryExpression(node) ? node.getText() : null;
}

const places = (isFact: (written: string) => boolean) =>
	inSources((node) => {
		const written = writtenIn(node);
		return written !== null && isFact(written) ? written : null;
	}).map(({ place }) => place.replace(/:\d+$/, ''));

it.each(texts)('says what is true of the server (%s) in one place', (text) => {
	expect(places((written) => written.includes(text))).toEqual(['nodes/transport/server-facts.ts']);
});

it('says in one place how many bytes a mebibyte has', () => {
	expect(new Set(places((written) => /1024 [*/] 1024/.test(written)))).toEqual(
		new Set(['nodes/transport/files/size.ts']),
	);
});
