import { optionalText } from '../../engine/fields';
import { fileAddress } from '../../fields/file';

/** The server uses the first ten and drops the rest (docs/warest/messages.md#3-8). */
export const MOST_BUTTONS = 10;

/** Options of messages with buttons or lists. */
export const interactiveOptions = {
	footer: optionalText({ displayName: 'Footer', placeholder: 'e.g. Kopi Senja' }),
	// Any other text the server would read as a file of its own (docs/warest/messages.md#3-8).
	image: optionalText(
		{
			displayName: 'Image',
			placeholder: 'e.g. https://example.com/menu.jpg',
			description: 'Picture above the text: a web address or a data URI',
		},
		fileAddress,
	),
};

/** IDs come back with the answers: an entry without one has its text as ID, if no other has that; the server would make one up. */
export function idOf(
	entry: { id?: string; text: string },
	all: ReadonlyArray<{ id?: string; text: string }>,
): string | undefined {
	const names = all.map(({ id, text }) => id ?? text);
	const isOwn = names.filter((name) => name === entry.text).length === 1;
	return entry.id ?? (isOwn ? entry.text : undefined);
}

/** Without a picture of its own the server would add its default one: an empty text keeps it away. */
export const interactive = (entered: { footer?: string; image?: string }) => ({
	footer: entered.footer,
	image: entered.image ?? '',
});
