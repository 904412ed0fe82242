import { optionalText } from '../../fields/basic';

/** The name of a document. The server would cut it at ? and before / (contract messages-sending 3.4). */
export const fileName = optionalText(
	{
		displayName: 'File Name',
		placeholder: 'e.g. invoice-2026-11.pdf',
		description: 'Name that the recipient sees. If left empty, the name of the file.',
	},
	(entered) =>
		/[/?\p{Cc}]/u.test(entered)
			? { refused: 'has a character that no file name can have', allowed: 'Leave out / and ?.' }
			: entered.trim(),
);
