import { addressOf, readAddress } from './address.js';
import { showActivity } from './activity.js';
import { showChats } from './chat-list.js';
import { aimActions } from './contact-actions.js';
import { aimComposer, chosenWriter, focusComposer } from './composer.js';
import { notify, readChat, voteAsContact } from './control.js';
import { showConversation, writersOf } from './conversation.js';
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

// One request at a time: the chat stays unread until the sandbox says otherwise.
let reading = false;

async function read(session, chat) {
	if (reading) return;
	reading = true;
	try {
		await readChat(session, chat);
	} catch (error) {
		notify(`The chat wasn't marked as read: ${error.message}`);
	} finally {
		reading = false;
	}
}

/** The contact chooses an option of a poll, or undoes that. */
async function vote(chat, { id, poll }, option) {
	const from = chosenWriter() ?? chat.members[0]?.jid ?? chat.jid;
	const chosen = poll.options
		.filter(({ voters }) => voters.some(({ jid }) => jid === from))
		.map(({ name }) => name);
	const others = chosen.filter((name) => name !== option);
	const kept = poll.maxSelection > 1 ? others : [];
	const options = chosen.includes(option) ? others : [...kept, option];
	try {
		await voteAsContact(address.session, { chatId: chat.jid, messageId: id, from, options });
	} catch (error) {
		notify(`The vote wasn't counted: ${error.message}`);
	}
}

function show() {
	const session = sessions.find(({ id }) => id === address.session);
	const chat = chats?.find(({ jid }) => jid === address.chat);
	const waiting = session !== undefined && session.status !== 'open';
	const open = chat !== undefined && !waiting;

	byId('pairing').hidden = !waiting;
	byId('conversation').hidden = !open;
	// Until the chats have arrived, a chosen chat may still be on its way; later, it may have been deleted.
	const chosen = chat !== undefined || (chats === null && address.chat !== null);
	byId('welcome').hidden = waiting || chosen;
	// A narrow screen has room for one column; this says which.
	document.body.dataset.screen = waiting ? 'pairing' : chosen ? 'chat' : 'list';

	showSessions(sessions, session);
	showChats(chats, address, search.value.trim());
	if (waiting) showPairing(session);
	if (open) {
		showConversation(chat, messages, chats, address, (poll, option) => vote(chat, poll, option));
		aimComposer(session.id, chat, writersOf(chat, messages));
		aimActions(session.id, chat, writersOf(chat, messages), messages);
		if (chat.unread > 0 && !document.hidden) read(session.id, chat.jid);
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
	if (name === 'activity') return showActivity(data);
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
document.addEventListener('visibilitychange', show);
connect();
