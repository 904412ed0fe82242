import { ask } from './question.js';

const memberField = (members) => ({
	name: 'jid',
	label: 'Member',
	choices: members.map(({ jid, name }) => ({ value: jid, label: name })),
});

const numberField = {
	name: 'number',
	label: 'Phone number with country code',
	type: 'tel',
	value: '6281200999001',
};

const jidOf = (number) => `${number.replace(/\D/g, '')}@s.whatsapp.net`;

/** What others can do to a group, as menu entries; `change` carries it out. */
export function groupChanges(members, change) {
	const withMember = (label, name, drawing) => ({
		label: `${label}…`,
		drawing,
		act: async () => {
			const given = await ask(label, [memberField(members)], 'OK');
			if (given) change({ change: name, participants: [given.jid] });
		},
	});
	const withNumber = (label, name) => ({
		label: `${label}…`,
		drawing: 'person',
		act: async () => {
			const given = await ask(label, [numberField], 'OK');
			if (given) change({ change: name, participants: [jidOf(given.number)] });
		},
	});
	const withText = (label, name) => ({
		label: `${label}…`,
		drawing: 'document',
		act: async () => {
			const given = await ask(label, [{ name: 'text', label: 'Text' }], 'OK');
			if (given) change({ change: name, text: given.text });
		},
	});
	return [
		withNumber('Someone joins', 'join'),
		withNumber('Someone is added', 'add'),
		withMember('A member leaves', 'leave', 'forward'),
		withMember('A member is removed', 'remove', 'deleted'),
		withMember('A member becomes an admin', 'promote', 'star'),
		withMember('A member is no longer an admin', 'demote', 'star'),
		withText('Change the name', 'subject'),
		withText('Change the description', 'description'),
	];
}
