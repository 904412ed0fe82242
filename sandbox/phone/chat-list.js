import { addressOf } from './address.js';
import { avatar } from './avatar.js';
import { byListOrder, matches } from './chat-order.js';
import { byId, element, icon } from './dom.js';
import { flip } from './flip.js';
import { keyed } from './keyed.js';
import { preview } from './preview.js';
import { ticks } from './ticks.js';
import { chatTime, isoTime } from './time.js';

const list = byId('chats');
let shownList = null;

function lastLine({ lastMessage, isGroup }) {
	if (!lastMessage) return element('span', { class: 'chat-last' });
	const { text, fromMe, status, sender } = lastMessage;
	return element(
		'span',
		{ class: 'chat-last' },
		fromMe && ticks(status),
		isGroup && !fromMe && sender && [element('bdi', {}, sender), ': '],
		preview(text),
	);
}

const chatTimeOf = ({ timestamp }) =>
	element('time', { class: 'chat-time', datetime: isoTime(timestamp) }, chatTime(timestamp));

const marks = ({ muted, pinned, unread }) => [
	muted && icon('muted', 'Muted'),
	pinned && icon('pin', 'Pinned'),
	unread > 0 &&
		element('span', { class: 'badge', role: 'img', 'aria-label': `${unread} unread` }, `${unread}`),
];

function paintRow(row, chat, href, current) {
	const { jid, name, lastMessage } = chat;
	row.dataset.chat = jid;
	row.dataset.pinned = String(chat.pinned);
	const link = row.firstElementChild;
	link.href = href;
	link.toggleAttribute('data-unread', chat.unread > 0);
	if (current) link.setAttribute('aria-current', 'page');
	else link.removeAttribute('aria-current');
	link.replaceChildren(
		avatar(name, chat.color, chat.picture),
		element(
			'span',
			{ class: 'chat-line' },
			element('bdi', { class: 'chat-name' }, name),
			lastMessage && chatTimeOf(lastMessage),
		),
		element('span', { class: 'chat-line' }, lastLine(chat), ...marks(chat)),
	);
}

function paintArchivedLink(archivedChats, address, searching) {
	const link = byId('archived');
	const { session, chat, archived } = address;
	link.hidden = searching || (!archived && archivedChats.length === 0);
	link.href = addressOf({ session, chat, archived: !archived });
	link.setAttribute('aria-label', archived ? 'Back to all chats' : 'Archived chats');
	link.replaceChildren(
		icon(archived ? 'back' : 'archive'),
		element('span', {}, 'Archived'),
		element('span', { class: 'archived-count' }, String(archivedChats.length)),
	);
}

function emptyText(chats, search, archived) {
	if (search) return `No chat matches “${search}”.`;
	if (archived) return 'No archived chats.';
	return chats.length ? 'Every chat is archived.' : 'No chats yet.';
}

/** Shows the chats of a session; `chats` is null until the sandbox has sent them. */
export function showChats(chats, address, search) {
	const archivedChats = (chats ?? []).filter((chat) => chat.archived);
	const visible = (chats ?? [])
		.filter((chat) => chat.archived === address.archived && matches(chat, search))
		.sort(byListOrder);
	const entries = visible.map((chat) => {
		const current = chat.jid === address.chat;
		const href = addressOf({ ...address, chat: chat.jid });
		return {
			key: chat.jid,
			signature: [chat, current, href, new Date().toDateString()],
			create: () => element('li', { class: 'chat' }, element('a')),
			paint: (row) => paintRow(row, chat, href, current),
		};
	});

	// Only a move within the same list is animated; another list or search simply appears.
	const thisList = JSON.stringify([address.session, address.archived, search]);
	if (thisList === shownList) flip(list, () => keyed(list, entries));
	else keyed(list, entries);
	shownList = thisList;

	paintArchivedLink(archivedChats, address, search !== '');
	const empty = byId('no-chats');
	empty.hidden = chats === null || visible.length > 0;
	empty.textContent = emptyText(chats ?? [], search, address.archived);
}

list.addEventListener('keydown', (event) => {
	const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
	const row = step && event.target.closest('li')[step];
	if (!row) return;
	event.preventDefault();
	row.firstElementChild.focus();
});
