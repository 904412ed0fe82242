import { post } from '../../../../nodes/transport/call';
import { path } from '../../../../nodes/transport/path';
import { text, toggle } from '../../../../nodes/Warest/engine/fields';
import { operation } from '../../../../nodes/Warest/engine/operation';

const texts = {
	name: 'Ring',
	action: 'Ring',
	description: 'Ring the bell',
	effect: 'change',
	risk: 'changes',
} as const;
const fields = {
	bell: text({ displayName: 'Bell' }),
	loud: toggle({ displayName: 'Loud', default: true }),
};

it('makes the parameters of the editor from its fields, in their order', () => {
	const { parameters } = operation({ ...texts, fields, request: () => post(path`/ring`, {}) });
	expect(parameters).toEqual([
		{ name: 'bell', displayName: 'Bell', type: 'string', default: '', required: true },
		{ name: 'loud', displayName: 'Loud', type: 'boolean', default: true },
	]);
});

it('does not compile with a field that is not declared, or of another type', () => {
	const wrong = [
		() =>
			operation({
				...texts,
				fields,
				// @ts-expect-error: there is no field "volume"
				request: ({ volume }) => post(path`/ring`, { volume }),
			}),
		() =>
			operation({
				...texts,
				fields,
				// @ts-expect-error: "loud" is no text, which a path takes
				request: ({ loud }) => post(path`/ring/${loud}`, {}),
			}),
	];
	for (const declare of wrong) expect(declare).not.toThrow();
});

it("does not compile without what an agent does by it, nor if that doesn't fit", () => {
	const { risk, ...without } = texts;
	const wrong = [
		// @ts-expect-error: it doesn't say whether it reads, changes, or destroys or exposes
		() => operation({ ...without, fields, request: () => post(path`/ring`, {}) }),
		// @ts-expect-error: what changes something does not only read
		() => operation({ ...texts, risk: 'reads', fields, request: () => post(path`/ring`, {}) }),
	];
	for (const declare of wrong) expect(declare).not.toThrow();
	expect(risk).toBe('changes');
});
