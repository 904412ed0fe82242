import { optionalText } from '../../engine/fields';
import { hasWholeName } from './document';

/** The name of a document. */
export const fileName = optionalText(
	{
		displayName: 'File Name',
		placeholder: 'e.g. invoice-2026-11.pdf',
		description: 'Name that the recipient sees, if not the name of the file',
	},
	(entered) =>
		hasWholeName(entered)
			? entered.trim()
			: { problem: 'has a character that no file name can have', expected: 'Leave out / and ?.' },
);
