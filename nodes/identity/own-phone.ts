/**
 * An answer with the session's own number as `ownPhone`, at its end. The server calls it `phone` and puts it beside the
 * chat: as the recipient of the next message, the message would go to oneself.
 */
export function withOwnPhone<T extends object>({
	phone,
	...answer
}: T & { phone?: unknown }): Omit<T, 'phone'> & { ownPhone?: string | null } {
	if (phone === undefined) return answer as Omit<T, 'phone'>;
	const digits = typeof phone === 'string' ? phone.replace(/\D/g, '') : '';
	return { ...answer, ownPhone: digits === '' ? null : `+${digits}` } as Omit<T, 'phone'>;
}
