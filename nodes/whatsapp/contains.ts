/** In the server's searches these stand for any character (SQL wildcards; docs/warest/chats.md#c1, #c2). */
export const hasWildcard = (search: string): boolean => /[%_]/.test(search);

/** Whether one of the texts contains `search`, as the server compares: upper and lower case alike. */
export function contains(search: string, ...texts: unknown[]): boolean {
	const sought = search.toLowerCase();
	return texts.some((text) => typeof text === 'string' && text.toLowerCase().includes(sought));
}

const wordsOf = (search: string) => search.split(/\s+/).filter((word) => word !== '');

/** Whether one of the texts contains each word of `search`, in any order. */
export const containsWords = (search: string, ...texts: unknown[]): boolean =>
	texts.some((text) => wordsOf(search).every((word) => contains(word, text)));

/** The word of `search` that the fewest texts contain; '' if it has none. */
export const longestWord = (search: string): string =>
	wordsOf(search).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
