/** The session's own number for reading; null where the server doesn't tell it. */
const shown = (phone: unknown): string | null => {
	const digits = typeof phone === 'string' ? phone.replace(/\D/g, '') : '';
	return digits === '' ? null : `+${digits}`;
};

/**
 * An answer with the session's own number as `ownPhone`. The server calls it `phone` and puts it beside the chat: used as
 * the recipient of the next message, it would send that message to oneself.
 */
export function withOwnPhone<T extends object>(
	answer: T,
): Omit<T, 'phone'> & { ownPhone?: string | null } {
	const { phone, ...rest } = answer as T & { phone?: unknown };
	return phone === undefined ? rest : { ...rest, ownPhone: shown(phone) };
}

/** With the own number at the end, where nobody takes it for that of the chat. */
export function ownPhoneLast<T extends object>(output: T): T {
	if (!('ownPhone' in output)) return output;
	const { ownPhone, ...rest } = output;
	return { ...rest, ownPhone } as T;
}

/** A person of a list; the number of the session's own account is `ownPhone` there, too. */
export const withOwnApart = <T extends { phone: unknown; isMe: unknown }>(person: T) =>
	person.isMe === true ? { ...person, phone: null, ownPhone: person.phone } : person;
