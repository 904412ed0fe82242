import { addressOf } from './address.js';
import { avatar } from './avatar.js';
import { createMessage, paintMessage } from './bubble.js';
import { byId, element, icon } from './dom.js';
import { keyed, repaint } from './keyed.js';
import { dayName } from './time.js';

const NEAR_BOTTOM_PX = 60;
const messagesBox = byId('messages');
const toLatest = byId('to-latest');
let shownChat = null;
let following = true;
let lastTop = 0;

const hiddenOr = (jid) => (jid.endsWith('@lid') ? 'Hides their phone number' : jid);

function paintHeader(header, chat, writers, address) {
	const members = [...writers.map(({ name }) => name), 'You'].join(', ');
	header.replaceChildren(
		element(
			'a',
			{ class: 'back', href: addressOf({ ...address, chat: null }), 'aria-label': 'Back' },
			icon('back'),
		),
		avatar(chat.name, chat.color, chat.picture),
		element(
			'div',
			{ class: 'chat-about' },
			element('h2', {}, element('bdi', {}, chat.name)),
			element('p', {}, chat.isGroup ? members : (chat.phone ?? hiddenOr(chat.jid))),
		),
		...[chat.muted && icon('muted', 'Muted'), chat.pinned && icon('pin', 'Pinned')].filter(Boolean),
		element(
			'button',
			{ id: 'chat-more', type: 'button', 'aria-label': 'As the contact…', 'aria-haspopup': 'menu' },
			icon('more'),
		),
	);
}

function messageEntries(chat, messages, hues, vote) {
	const entries = [];
	let previous = null;
	for (const message of messages) {
		const day = dayName(message.timestamp);
		if (!previous || dayName(previous.timestamp) !== day) {
			entries.push({
				key: `day:${message.id}`,
				signature: day,
				create: () => element('h3', { class: 'day' }),
				paint: (heading) => heading.replaceChildren(element('span', {}, day)),
			});
			previous = null;
		}
		const first =
			!previous || previous.system || previous.sender.jid !== message.sender.jid || message.system;
		const look = { first, named: chat.isGroup, hue: hues.get(message.sender.jid) };
		const painted = { ...look, vote: (option) => vote(message, option) };
		entries.push({
			key: `message:${message.id}`,
			signature: [message, look],
			create: () => createMessage(message),
			paint: (article) => paintMessage(article, message, painted),
		});
		previous = message;
	}
	return entries;
}

function follow() {
	if (following) messagesBox.scrollTop = messagesBox.scrollHeight;
}

/** Everyone else in a chat, once each: the people one can write as. */
export function writersOf(chat, messages) {
	if (chat.members.length > 0) return chat.members;
	const others = messages.filter(({ fromMe, system }) => !fromMe && !system);
	return [...new Map(others.map(({ sender }) => [sender.jid, sender])).values()];
}

/** Shows a chat and its messages; stays at the newest message unless the person has scrolled away. */
export function showConversation(chat, messages, chats, address, vote) {
	const opened = addressOf({ session: address.session, chat: chat.jid });
	if (shownChat !== opened) {
		shownChat = opened;
		following = true;
		lastTop = 0;
		toLatest.hidden = true;
		messagesBox.replaceChildren();
	}
	const writers = writersOf(chat, messages);
	const { name, phone, color, picture, muted, pinned } = chat;
	const signature = [name, phone, color, picture, muted, pinned, writers, address];
	repaint(byId('chat-header'), signature, (header) => paintHeader(header, chat, writers, address));
	keyed(
		messagesBox,
		messageEntries(chat, messages, new Map(chats.map(({ jid, color }) => [jid, color])), vote),
	);
	follow();
}

messagesBox.addEventListener('scroll', () => {
	const below = messagesBox.scrollHeight - messagesBox.scrollTop - messagesBox.clientHeight;
	// Only a person scrolls up; new content below doesn't change the position.
	if (below < NEAR_BOTTOM_PX) following = true;
	else if (messagesBox.scrollTop < lastTop) following = false;
	lastTop = messagesBox.scrollTop;
	toLatest.hidden = following;
});
toLatest.addEventListener('click', () => {
	following = true;
	follow();
});
new ResizeObserver(follow).observe(messagesBox);
// Pictures and videos get their height when they load.
for (const arrived of ['load', 'loadedmetadata', 'error']) {
	messagesBox.addEventListener(arrived, follow, true);
}
