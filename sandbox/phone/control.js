import { byId } from './dom.js';

const NOTICE_MS = 6000;
let fading;

async function post(path, body) {
	const answer = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body ?? {}),
	});
	if (answer.ok) return;
	const { error } = await answer.json().catch(() => ({}));
	throw new Error(error ?? `${answer.status} ${answer.statusText}`);
}

/** Shows the person what went wrong, for a few seconds. */
export function notify(text) {
	const notice = byId('notice');
	clearTimeout(fading);
	notice.textContent = text;
	notice.hidden = false;
	fading = setTimeout(() => (notice.hidden = true), NOTICE_MS);
}

/** Writes to the session as one of its contacts. */
export const writeAsContact = (session, message) =>
	post(`/control/sessions/${encodeURIComponent(session)}/incoming`, message);

/** Opens a chat on the phone, which marks it as read. */
export const readChat = (session, chat) =>
	post(`/control/sessions/${encodeURIComponent(session)}/chats/${encodeURIComponent(chat)}/read`);

/** Votes in a poll as one of the contacts. */
export const voteAsContact = (session, ballot) =>
	post(`/control/sessions/${encodeURIComponent(session)}/votes`, ballot);

/** Lets the sandbox's person scan the QR code or type the pairing code of a session. */
export const scan = (session) => post(`/control/sessions/${encodeURIComponent(session)}/scan`);
