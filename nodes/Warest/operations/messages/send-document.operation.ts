import { path } from '../../../transport/path';
import { options } from '../../engine/fields';
import { fileInput } from '../../fields/file';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { contentOf } from './attachment';
import { DOCUMENT, documentName } from './document';
import { fileName } from './file-name';
import { hintRewriting } from './rewritten';
import { message, sendMessage } from './sending';
import { caption, sendOptions } from './send-options';

/** See docs/warest/messages.md#3-4. */
export const sendDocument = operation({
	name: 'Send Document',
	action: 'Send document',
	effect: 'send',
	description: 'Send a file of any kind, as it is, to be downloaded',
	fields: {
		sessionId: session(),
		to: recipients(),
		...fileInput(),
		options: options({ ...sendOptions, caption, filename: fileName }),
	},
	run: async ({ options: entered, ...values }, item) => {
		const content = await contentOf(values, DOCUMENT, item);
		hintRewriting(item, entered.caption);
		const filename = documentName(entered.filename, values, content, item);
		const body = { ...content.address, filename, caption: entered.caption };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/document`, sending, to, body, content.attachment),
		);
	},
});
