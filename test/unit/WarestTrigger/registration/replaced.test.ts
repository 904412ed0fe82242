import { inherited } from '../../../../nodes/WarestTrigger/registration/replaced';

const HERE = 'http://n8n.test/webhook/here/warest';
const OTHER = 'http://n8n.test/webhook/other/warest';
const program = (name: string, at: number) => ({ url: `http://${name}.test`, secret: name, at });

it('is what was replaced last, whoever leaves first', () => {
	const [older, newer] = [program('older', 1), program('newer', 2)];
	expect(inherited(newer, { ...older, by: OTHER }, HERE)).toEqual(newer);
	expect(inherited(older, { ...newer, by: OTHER }, HERE)).toEqual(newer);
	expect(inherited(undefined, { ...older, by: OTHER }, HERE)).toEqual(older);
});

it('is what the trigger had replaced that was itself replaced', () => {
	const replacedTrigger = { url: `${OTHER}?v=1`, secret: 's', at: 5 };
	const left = inherited(replacedTrigger, { ...program('first', 1), by: OTHER }, HERE);
	expect(left).toEqual(program('first', 5));
});

it('is what this trigger had replaced, once another one has left that had taken the place from it', () => {
	const own = program('own', 1);
	expect(inherited(own, { url: `${HERE}?v=1`, secret: 's', at: 2, by: OTHER }, HERE)).toEqual(own);
});

it('of an older version counts for less than what is known', () => {
	const { url, secret } = program('stored', 0);
	expect(inherited({ url, secret }, { ...program('left', 1), by: OTHER }, HERE)).toEqual(
		program('left', 1),
	);
});
