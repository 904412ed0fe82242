const lastTime = (chat) => chat.lastMessage?.timestamp ?? chat.createdAt;
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The order of a chat list: pinned chats first, newest pin on top, then by last message; a new one counts as just written. */
export function byListOrder(one, other) {
	if (one.pinned !== other.pinned) return one.pinned ? -1 : 1;
	return (
		(other.pinnedAt ?? 0) - (one.pinnedAt ?? 0) ||
		lastTime(other) - lastTime(one) ||
		one.name.localeCompare(other.name)
	);
}

/** Whether a chat matches a search: by name, last message, or the digits of its number. */
export function matches(chat, search) {
	const wanted = plain(search.trim());
	const digits = wanted.replace(/[\s+()-]/gu, '');
	return (
		plain(chat.name).includes(wanted) ||
		plain(chat.lastMessage?.text ?? '').includes(wanted) ||
		(/^\d+$/u.test(digits) && (chat.phone ?? chat.name).replace(/\D/gu, '').includes(digits))
	);
}
