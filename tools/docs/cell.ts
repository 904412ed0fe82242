/** A text as it stands in a cell of a Markdown table. */
export const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
