const EVENTS = ['sessions', 'chats', 'messages', 'activity'];
const RETRY_MS = 2000;

/**
 * Listens to the sandbox. `onEvent(name, data)` gets every event, `onLost(true|false)` is told when the
 * stream breaks and when it is back. Answers a function that stops listening.
 */
export function listen({ session, chat }, onEvent, onLost) {
	const query = new URLSearchParams();
	if (session) query.set('session', session);
	if (chat) query.set('chat', chat);
	let source;
	let retry;

	const open = () => {
		source = new EventSource(`/phone/events?${query}`);
		source.onopen = () => onLost(false);
		source.onerror = () => {
			onLost(true);
			// The browser reconnects by itself after a cut, but gives up for good after an HTTP error.
			if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
		};
		for (const name of EVENTS) {
			source.addEventListener(name, ({ data }) => onEvent(name, JSON.parse(data)));
		}
	};

	open();
	return () => {
		clearTimeout(retry);
		source.close();
	};
}
