import { checkSync } from 'recheck';
import ts from 'typescript';
import { NUMBERING_PLANS } from '../../../nodes/identity/numbering-plans';
import { inSources } from '../../support/source-files';

// The part in JavaScript, which runs everywhere; the package brings faster ones for some systems.
process.env.RECHECK_BACKEND = 'pure';

const literals = inSources((node) => (ts.isRegularExpressionLiteral(node) ? node.text : null));
const places = new Map<string, string[]>();
for (const { place, found } of literals) {
	places.set(found, [...(places.get(found) ?? []), place]);
}

it.each([...places])(
	'no text makes %s slow (%p)',
	(literal) => {
		const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(literal)!;
		const { status, attack } = checkSync(source, flags, { timeout: 20_000 }) as {
			status: string;
			attack?: { pattern: string };
		};
		expect([status, attack?.pattern]).toEqual(['safe', undefined]);
	},
	30_000,
);

/** Makes its expressions from the numbering plans when they are needed; it gives them 22 digits or less. */
const NUMBERING = 'nodes/identity/numbering.ts:';

it('those of the numbering plans repeat nothing without end', () => {
	const plans = NUMBERING_PLANS.trim().split('\n');
	expect(plans.length).toBeGreaterThan(200);
	expect(plans.filter((plan) => /[*+]|\{\d+,\}/.test(plan))).toEqual([]);
});

it('regular expressions are written in the source, where this test sees them', () => {
	const made = inSources((node) =>
		(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
		node.expression.getText() === 'RegExp'
			? node.getText()
			: null,
	);
	expect(made.filter(({ place }) => !place.startsWith(NUMBERING))).toEqual([]);
	expect(places.size).toBeGreaterThan(50);
});
