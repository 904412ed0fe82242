/** In the server's searches these stand for any character (SQL wildcards; docs/warest/chats.md#c1, #c2). */
export const hasWildcard = (search: string): boolean => /[%_]/.test(search);

/** Whether one of the texts contains `search`, as the server compares: upper and lower case alike. */
export function contains(search: string, ...texts: unknown[]): boolean {
	const sought = search.toLowerCase();
	return texts.some((text) => typeof text === 'string' && text.toLowerCase().includes(sought));
}
