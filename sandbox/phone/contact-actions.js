import { attachments } from './attachments.js';
import { chosenWriter } from './composer.js';
import { asContact } from './contact-control.js';
import { notify } from './control.js';
import { byId } from './dom.js';
import { groupChanges } from './group-changes.js';
import { openMenu } from './popup-menu.js';
import { ask } from './question.js';

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

let current = null;

/** Sets the chat in which the contacts act from now on. */
export function aimActions(session, chat, writers, messages) {
	current = { session, chat, writers, messages };
}

/** Runs something that the contact does, and tells the person if it didn't work. */
async function attempt(act) {
	try {
		await act(asContact(current.session));
	} catch (error) {
		notify(`That didn't work: ${error.message}`);
	}
}

/** The chosen member of a group; if nobody is chosen, the sandbox picks a member. */
const writer = () => (chosenWriter() ? { from: chosenWriter() } : {});

const aimedAt = ({ id }) => ({ chatId: current.chat.jid, messageId: id, ...writer() });

async function reply({ id }) {
	const given = await ask('Reply as the contact', [
		{ name: 'text', label: 'Text', type: 'textarea' },
	]);
	if (!given) return;
	const { jid: chatId } = current.chat;
	await attempt((contact) =>
		contact.write({ chatId, text: given.text, quotedId: id, ...writer() }),
	);
}

async function edit(message) {
	const given = await ask(
		'Edit as the contact',
		[{ name: 'text', label: 'Text', type: 'textarea', value: message.text }],
		'Save',
	);
	if (given) await attempt((contact) => contact.edit({ ...aimedAt(message), text: given.text }));
}

const isEditable = ({ fromMe, media, poll, location, contact }) =>
	!fromMe && !media && !poll && !location && !contact;

function openMessageMenu(anchor, message) {
	const react = (emoji) => () =>
		attempt((contact) => contact.react({ ...aimedAt(message), emoji }));
	const entries = [
		{ label: 'Remove the reaction', drawing: 'deleted', act: react('') },
		{ label: 'Reply', drawing: 'reply', act: () => reply(message) },
		{
			label: 'Pin',
			drawing: 'pin',
			act: () => attempt((contact) => contact.pin(aimedAt(message))),
		},
		isEditable(message) && { label: 'Edit', drawing: 'document', act: () => edit(message) },
		!message.fromMe && {
			label: 'Delete for everyone',
			drawing: 'deleted',
			act: () => attempt((contact) => contact.deleteForEveryone(aimedAt(message))),
		},
	];
	const quick = EMOJIS.map((emoji) => ({
		label: emoji,
		title: `React with ${emoji}`,
		act: react(emoji),
	}));
	openMenu(anchor, entries, quick);
}

const messageOf = (target) => {
	const id = target.closest('[data-message]')?.dataset.message;
	const message = current?.messages.find((each) => each.id === id);
	return message && !message.system && !message.deleted ? message : null;
};

byId('messages').addEventListener('click', ({ target }) => {
	const message = messageOf(target);
	if (!message) return;
	const choice = target.closest('[data-choice]')?.dataset.choice;
	if (choice !== undefined) {
		attempt((contact) => contact.answer({ ...aimedAt(message), id: choice }));
	}
	const more = target.closest('.more');
	if (more) openMessageMenu(more, message);
});

byId('messages').addEventListener('contextmenu', (event) => {
	const message = messageOf(event.target);
	// Links and pictures keep the browser's own menu.
	if (!message || event.target.closest('a, img, video')) return;
	event.preventDefault();
	openMessageMenu(event.target.closest('[data-message]').querySelector('.words'), message);
});

byId('attach').addEventListener('click', ({ currentTarget }) => {
	const { chat, writers } = current;
	const write = (message) =>
		attempt((contact) => contact.write({ chatId: chat.jid, ...writer(), ...message }));
	openMenu(currentTarget, attachments(write, chat.isGroup ? writers : []));
});

const presences = [
	['composing', 'Start typing', 'list'],
	['recording', 'Start recording', 'voice'],
	['available', 'Come online', 'person'],
	['unavailable', 'Go offline', 'person'],
];

byId('messages')
	.closest('#conversation')
	.addEventListener('click', ({ target }) => {
		const button = target.closest('#chat-more');
		if (!button) return;
		const { chat, writers } = current;
		const { jid: chatId } = chat;
		const from = chosenWriter() ?? (chat.isGroup ? writers[0]?.jid : chatId);
		const call = (isVideo) =>
			attempt((contact) =>
				contact.call({ from, isVideo, ...(chat.isGroup && { groupId: chatId }) }),
			);
		openMenu(button, [
			{ label: 'Voice call', drawing: 'call', act: () => call(false) },
			{ label: 'Video call', drawing: 'video', act: () => call(true) },
			...presences.map(([presence, label, drawing]) => ({
				label,
				drawing,
				act: () => attempt((contact) => contact.changePresence({ chatId, presence, ...writer() })),
			})),
			...(chat.isGroup
				? groupChanges(writers, (change) =>
						attempt((contact) =>
							contact.changeGroup({ groupId: chatId, by: chosenWriter(), ...change }),
						),
					)
				: []),
		]);
	});
