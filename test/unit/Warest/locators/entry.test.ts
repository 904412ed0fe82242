import { Prover } from '../../../../nodes/identity/prover';
import { entryOf } from '../../../../nodes/Warest/locators/entry';

const REAL = '6281200010003';
const OPEN = '6281200010004';
const LID = '260571894513664';
const GROUP = '120363041200457001@g.us';

const prover = new Prover({
	own: async () => null,
	registered: async () => new Set(),
	memory: { has: (thing) => thing === `on WhatsApp: ${REAL}`, note: () => {} },
});

it.each([
	['a number that is known', REAL, 'Budi', `Budi (+${REAL})`, `${REAL}@s.whatsapp.net`],
	['one without a name', REAL, null, `+${REAL}`, `${REAL}@s.whatsapp.net`],
	['one whose name is the number', REAL, '+62 812-0001-0003', `+${REAL}`, `${REAL}@s.whatsapp.net`],
	['digits that may be a LID', OPEN, 'Sari', `Sari (${OPEN})`, `unverified:${OPEN}`],
	['digits that may be a LID, without a name', OPEN, '', OPEN, `unverified:${OPEN}`],
	['digits that no plan allows', LID, 'Ana', 'Ana (hidden number)', `${LID}@lid`],
	['the same, called by its digits', LID, LID, `Hidden number ${LID}@lid`, `${LID}@lid`],
	['the same, without a name', LID, undefined, `Hidden number ${LID}@lid`, `${LID}@lid`],
])('a list shows %s', (_case, digits, name, shown, value) => {
	expect(entryOf({ jid: `${digits}@s.whatsapp.net`, name }, prover)).toEqual({
		name: shown,
		value,
	});
});

it.each([
	['a group', GROUP, 'Family', 'Family (group)'],
	['a group without a name', GROUP, '', `${GROUP} (group)`],
	['a channel', '120363000000000001@newsletter', 'News', 'News'],
	[
		'a channel without a name',
		'120363000000000001@newsletter',
		'',
		'120363000000000001@newsletter',
	],
])('a list shows %s', (_case, jid, name, shown) => {
	expect(entryOf({ jid, name }, prover)).toEqual({ name: shown, value: jid });
});

it('a list leaves out what is no JID', () => {
	expect(entryOf({ jid: 'sys_01JD', name: 'x' }, prover)).toBeNull();
	expect(entryOf({ jid: null, name: 'x' }, prover)).toBeNull();
});
