import type { IDataObject } from 'n8n-workflow';
import { objectsIn, type Answer } from '../../../transport/answer';
import type { Explanation } from '../../../transport/failures/explanation';
import { path } from '../../../transport/path';
import { listOf } from '../../engine/list-of';
import { fileInput } from '../../fields/file';
import { skipIfSent } from './already-sent';
import { contentOf, type Content } from './attachment';
import { DOCUMENT, documentName, recordedDocument } from './document';
import { fileName } from './file-name';
import { hintRewriting } from './rewritten';
import { sending, type Message } from './sending';
import { caption } from './send-options';

const NONE_SENT = '502/3002';

/** A file that is ready to go out. */
interface Ready extends Content {
	name: string | undefined;
	caption: string | undefined;
}

/** Names that the server reads whole from the header of a part (docs/warest/messages.md#2-1). */
const PLAIN_NAME = /^[^=;"\\\p{Cc}]+$/u;

/**
 * Whether the endpoint for files can carry it: it knows no captions, no names for addresses, and sends rubbish
 * for an empty file (docs/warest/messages.md#3-2). Everything else goes out as a document, which is what
 * that endpoint makes of each file too.
 */
function carriedAsFile({ file, name, caption: text }: Ready): boolean {
	return file !== null && file.size > 0 && text === undefined && PLAIN_NAME.test(name ?? '=');
}

function messageOf(ready: Ready): Message {
	const { attachment, address, name, caption: text } = ready;
	const about = { name, about: { fileName: name } };
	const resultOf = (answer: Answer) => resultOfFile(answer, name);
	if (!attachment || !carriedAsFile(ready)) {
		const body = { ...address, filename: name, caption: text };
		return { path: path`/messages/send/document`, body, attachment, ...about, resultOf };
	}
	const part = { ...attachment.part, name: name ?? attachment.part.name };
	const notSent = (answer: Answer) => explained(answer, name);
	return {
		path: path`/messages/send/files`,
		body: {},
		attachment: { field: 'file', part },
		...about,
		resultOf,
		judge: {
			missing: (answer) => (sentFile(answer) ? null : notSent(answer)),
			explain: (answer) =>
				`${answer.status}/${answer.code}` === NONE_SENT ? notSent(answer) : null,
		},
	};
}

/** The entry of the one file; undefined if it wasn't sent. */
function sentFile({ results: [result = {}] }: Answer): IDataObject | undefined {
	const [advanced] = objectsIn(result.advancedInfo);
	const [sent] = objectsIn(advanced?.files);
	return sent ?? (result.messageId ? result : undefined);
}

/**
 * Why the one file wasn't sent, as far as the answer has it inside. Only a blocked file surely wasn't: what WhatsApp
 * did with one whose sending failed, the server doesn't say.
 */
function explained({ results: [result = {}] }: Answer, name: string | undefined): Explanation {
	const [advanced] = objectsIn(result.advancedInfo);
	const [blocked] = objectsIn(advanced?.blockedFiles);
	return {
		message: `The file '${name ?? ''}' was not sent`,
		hint: String(blocked?.reason ?? advanced?.error ?? 'WARest does not say why.'),
		refused: blocked !== undefined,
	};
}

/** The result of the one file. */
function resultOfFile(answer: Answer, fileName: string | undefined): IDataObject {
	const {
		results: [result = {}],
	} = answer;
	return { ...result, messageId: sentFile(answer)?.messageId ?? result.messageId, fileName };
}

/** See docs/warest/messages.md#3-2: each file in a request of its own, because of several the server drops some. */
export const sendFiles = sending({
	name: 'Send Files',
	action: 'Send several WhatsApp files as documents',
	description: 'Send files, each as a document with an output item for each recipient',
	fields: {
		files: listOf(
			{ displayName: 'Files', entry: 'file', entryName: 'File' },
			{ ...fileInput(), filename: fileName, caption },
		),
	},
	options: { caption, skipIfSent },
	compose: async ({ files, options }, item) => {
		const messages: Message[] = [];
		for (const file of files) {
			const content = await contentOf(file, DOCUMENT, item);
			const text = file.caption ?? options.caption;
			hintRewriting(item, text);
			const name = documentName(file.filename, file, content, item);
			const recorded = recordedDocument(options.skipIfSent, name, text, item);
			messages.push({ ...messageOf({ ...content, name, caption: text }), ...recorded });
		}
		return messages;
	},
});
