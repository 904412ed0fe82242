/** The place the page shows, kept in the URL's hash so that a reload comes back to it. */
export function readAddress() {
	const fields = new URLSearchParams(location.hash.slice(1));
	return {
		session: fields.get('session'),
		chat: fields.get('chat'),
		archived: fields.has('archived'),
	};
}

/** The link to a place: a session, one of its chats, or its archived chats. */
export function addressOf({ session, chat, archived }) {
	const fields = new URLSearchParams();
	if (session) fields.set('session', session);
	if (archived) fields.set('archived', '');
	if (chat) fields.set('chat', chat);
	return `#${fields}`;
}
