async function act(session, name, body) {
	const answer = await fetch(`/control/sessions/${encodeURIComponent(session)}/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (answer.ok) return answer.status === 204 ? {} : await answer.json();
	const { error } = await answer.json().catch(() => ({}));
	throw new Error(error ?? `${answer.status} ${answer.statusText}`);
}

/** Lets a contact of a session do something; see the sandbox's control routes. */
export const asContact = (session) => ({
	write: (message) => act(session, 'incoming', message),
	react: (reaction) => act(session, 'reactions', reaction),
	edit: (edit) => act(session, 'edits', edit),
	deleteForEveryone: (message) => act(session, 'deletions', message),
	pin: (message) => act(session, 'pins', message),
	answer: (choice) => act(session, 'answers', choice),
	changeGroup: (change) => act(session, 'group-changes', change),
	call: (call) => act(session, 'calls', call),
	changePresence: (presence) => act(session, 'presences', presence),
});
