import { path } from '../../../transport/path';
import { fileInput } from '../../fields/file';
import { contentOf } from './attachment';
import { DOCUMENT, documentName, recordedDocument } from './document';
import { fileName } from './file-name';
import { skipIfSent } from './already-sent';
import { hintRewriting } from './rewritten';
import { sending } from './sending';
import { shownCaption } from './send-options';

/** See docs/warest/messages.md#3-4. */
export const sendDocument = sending({
	name: 'Send Document',
	action: 'Send a WhatsApp document, such as a PDF',
	description: 'Send a file of any kind, unchanged, for download',
	fields: fileInput(),
	options: { caption: shownCaption, filename: fileName, skipIfSent },
	compose: async ({ options, ...values }, item) => {
		const { caption: text, filename: given, skipIfSent: hours } = options;
		const content = await contentOf(values, DOCUMENT, item);
		hintRewriting(item, text);
		const filename = documentName(given, values, content, item);
		const body = { ...content.address, filename, caption: text };
		return {
			path: path`/messages/send/document`,
			body,
			attachment: content.attachment,
			...recordedDocument(hours, filename, text, item),
		};
	},
});
