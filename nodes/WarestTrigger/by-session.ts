declare const VALUE: unique symbol;

/**
 * Values by session ID, as n8n stores them. Nothing is read or written here by index: a session may be called
 * `constructor` or `__proto__`, which every object has.
 */
export interface BySession<T> {
	readonly [VALUE]?: T;
}

type Values<T> = Record<string, T>;

export const bySession = <T>(entries: Iterable<readonly [string, T]>): BySession<T> =>
	Object.fromEntries(entries) as BySession<T>;

/** The value of a session; undefined if it has none. */
export const ofSession = <T>(values: BySession<T> | undefined, sessionId: string): T | undefined =>
	values !== undefined && Object.hasOwn(values, sessionId)
		? (values as Values<T>)[sessionId]
		: undefined;

/** A copy in which the session has this value. */
export const withSession = <T>(
	values: BySession<T> | undefined,
	sessionId: string,
	value: T,
): BySession<T> => ({ ...values, [sessionId]: value });

/** A copy in which the session has no value. */
export const withoutSession = <T>(
	values: BySession<T> | undefined,
	sessionId: string,
): BySession<T> =>
	bySession(Object.entries((values ?? {}) as Values<T>).filter(([id]) => id !== sessionId));
