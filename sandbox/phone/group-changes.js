import { ask } from './question.js';

const memberField = (members) => ({
	name: 'jid',
	label: 'Member',
	choices: members.map(({ jid, name }) => ({ value: jid, label: name })),
});

const numberField = {
	name: 'number',
	label: 'Phone number, with country code',
	type: 'tel',
	value: '6281200999001',
};

const jidOf = (number) => `${number.replace(/\D/g, '')}@s.whatsapp.net`;

/** What others can do to a group, as entries of a menu; `change` does it. */
export function groupChanges(members, change) {
	const withMember = (label, name, drawing) => ({
		label: `${label}…`,
		drawing,
		act: async () => {
			const given = await ask(label, [memberField(members)], 'Do it');
			if (given) change({ change: name, participants: [given.jid] });
		},
	});
	const withNumber = (label, name) => ({
		label: `${label}…`,
		drawing: 'person',
		act: async () => {
			const given = await ask(label, [numberField], 'Do it');
			if (given) change({ change: name, participants: [jidOf(given.number)] });
		},
	});
	const withText = (label, name) => ({
		label: `${label}…`,
		drawing: 'document',
		act: async () => {
			const given = await ask(label, [{ name: 'text', label: 'Text' }], 'Do it');
			if (given) change({ change: name, text: given.text });
		},
	});
	return [
		withNumber('Somebody joins', 'join'),
		withNumber('Somebody is added', 'add'),
		withMember('Member leaves', 'leave', 'forward'),
		withMember('Member is removed', 'remove', 'deleted'),
		withMember('Member becomes an admin', 'promote', 'star'),
		withMember('Member is no admin any more', 'demote', 'star'),
		withText('New name', 'subject'),
		withText('New description', 'description'),
	];
}
