import { path } from '../../../transport/path';
import { blocksOf, blocksOfPlain } from '../../../whatsapp/markdown/blocks';
import { messagesOf } from '../../../whatsapp/markdown/split';
import { withoutTags, withShortcodes } from '../../../whatsapp/text';
import { byModel } from '../../engine/by-model';
import { choice, number, text } from '../../engine/fields';
import { recordedText, skipIfSent } from './already-sent';
import { sending, type Message } from './sending';

/** Characters: a few screens of a phone. */
const USUAL_LENGTH = 3000;
/** WhatsApp itself takes no more than 65,536; WARest doesn't look (docs/warest/messages.md#3-1). */
const GREATEST_LENGTH = 60_000;

type Format = 'markdown' | 'whatsapp';

/** See docs/warest/messages.md#3-1: each part is a request of its own, so that what became of each is known. */
export const sendLongText = sending({
	name: 'Send Long Text',
	action: 'Send a long WhatsApp text to a person or group',
	description:
		"Send a text of any length, e.g. an AI's answer, with Markdown turned into WhatsApp's formatting",
	fields: {
		message: byModel(
			text({
				displayName: 'Message',
				rows: 6,
				placeholder: 'e.g. ## Your order\n\nIt is **ready**.',
				description: 'The text to send, in Markdown',
			}),
			'The text to send, in Markdown',
		),
	},
	options: {
		skipIfSent,
		format: choice<Format>({
			displayName: 'Format',
			default: 'whatsapp',
			description: 'How the text is formatted. Markdown if not set.',
			options: [
				{ name: 'Markdown', value: 'markdown', description: 'As AI models write it' },
				{
					name: 'WhatsApp',
					value: 'whatsapp',
					description: 'Sent as it is, with *bold* and _italic_',
				},
			],
		}),
		maxLength: number({
			displayName: 'Characters per Message',
			default: USUAL_LENGTH,
			min: 50,
			max: GREATEST_LENGTH,
			description: `Longer texts go out in several messages. ${USUAL_LENGTH} if not set.`,
		}),
	},
	compose: ({ message, options }, item) => {
		const { format = 'markdown', maxLength = USUAL_LENGTH, skipIfSent: hours } = options;
		const safe = withShortcodes(message);
		const blocks = format === 'markdown' ? blocksOf(safe) : blocksOfPlain(safe);
		const parts = messagesOf(blocks, maxLength);
		if (parts.length === 0) {
			throw item.refusal('Message', message, 'has nothing in it but marks', 'Enter a text.');
		}
		if (parts.some((part) => withoutTags(part) !== part)) {
			item.hint('WARest deletes what stands between < and >, so < was sent as ＜.');
		}
		return parts.map((part, index): Message => {
			const about = { part: index + 1, parts: parts.length };
			const text = withoutTags(part);
			return {
				path: path`/messages/send/text`,
				body: { message: text },
				name: `part ${about.part} of ${about.parts}`,
				about: { ...about, message: part },
				resultOf: ({ results: [result = {}] }) => ({ ...result, ...about }),
				...(hours && { recorded: { hours, isSame: recordedText(text) } }),
				...(index > 0 && { follows: true }),
			};
		});
	},
});
