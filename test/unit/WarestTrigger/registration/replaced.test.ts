import { inherited } from '../../../../nodes/WarestTrigger/registration/replaced';

const OTHER = 'http://n8n.test/webhook/other/warest';
const program = (name: string, at: number) => ({ url: `http://${name}.test`, secret: name, at });

it('is what was replaced last, whoever leaves first', () => {
	const [older, newer] = [program('older', 1), program('newer', 2)];
	expect(inherited(newer, { ...older, by: OTHER })).toEqual(newer);
	expect(inherited(older, { ...newer, by: OTHER })).toEqual(newer);
	expect(inherited(undefined, { ...older, by: OTHER })).toEqual(older);
});

it('is what the trigger had replaced that was itself replaced', () => {
	const replacedTrigger = { url: `${OTHER}?v=1`, secret: 's', at: 5 };
	const left = inherited(replacedTrigger, { ...program('first', 1), by: OTHER });
	expect(left).toEqual(program('first', 5));
});

it('of an older version counts for less than what is known', () => {
	const { url, secret } = program('stored', 0);
	expect(inherited({ url, secret }, { ...program('left', 1), by: OTHER })).toEqual(
		program('left', 1),
	);
});
