import { addressOf, readAddress } from './address.js';
import { showChats } from './chat-list.js';
import { aimComposer, focusComposer } from './composer.js';
import { sendersOf, showConversation } from './conversation.js';
import { byId } from './dom.js';
import { showPairing } from './pairing.js';
import { showSessions } from './sessions.js';
import { listen } from './stream.js';

const search = byId('search');
let address = readAddress();
let sessions = [];
let chats = null;
let messages = [];
let stop = () => {};

function show() {
	const session = sessions.find(({ id }) => id === address.session);
	const chat = chats?.find(({ jid }) => jid === address.chat);
	const waiting = session !== undefined && session.status !== 'open';
	const reading = chat !== undefined && !waiting;

	byId('pairing').hidden = !waiting;
	byId('conversation').hidden = !reading;
	// Until the chats are known, a chosen chat is on its way; later it may have been deleted.
	const chosen = chat !== undefined || (chats === null && address.chat !== null);
	byId('welcome').hidden = waiting || chosen;
	// A narrow screen has room for one column: this says which.
	document.body.dataset.screen = waiting ? 'pairing' : chosen ? 'chat' : 'list';

	showSessions(sessions, session);
	showChats(chats, address, search.value.trim());
	if (waiting) showPairing(session);
	if (reading) {
		showConversation(chat, messages, chats, address);
		aimComposer(session.id, chat, sendersOf(messages));
	}
}

function receive(name, data) {
	if (name === 'sessions') {
		sessions = data;
		if (!sessions.some(({ id }) => id === address.session)) {
			const first = sessions.find(({ status }) => status === 'open') ?? sessions[0];
			if (first) location.replace(addressOf({ session: first.id }));
		}
	}
	if (name === 'chats') chats = data;
	if (name === 'messages' && data.chatId === address.chat) messages = data.messages;
	show();
}

function connect() {
	stop();
	stop = listen(address, receive, (lost) => (byId('reconnecting').hidden = !lost));
}

addEventListener('hashchange', () => {
	const before = address;
	address = readAddress();
	const sameSession = address.session === before.session;
	const sameChat = sameSession && address.chat === before.chat;
	if (!sameSession) chats = null;
	if (!sameChat) {
		messages = [];
		connect();
	}
	show();
	if (address.chat && !sameChat) focusComposer();
});
search.addEventListener('input', show);
connect();
