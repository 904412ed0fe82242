import type { IDataObject } from 'n8n-workflow';
import type { KnownJid } from '../../../identity/known';
import type { Answer } from '../../../transport/answer';
import { post, upload, type Call } from '../../../transport/call';
import type { Path } from '../../../transport/path';
import type { Fields } from '../../engine/field';
import type { Item, Output } from '../../engine/item';
import { kind, type KindValues, type None, type OfKind } from '../../engine/kind';
import type { Operation } from '../../engine/operation';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import type { Attachment } from './attachment';
import { noteSent, recordOf, type Recorded } from './already-sent';
import { deliver, type Delivery } from './deliver';
import { mustBeReachable, sentItem, type Recipients } from './reach';
import { sendOptions, type SendOptions } from './send-options';

const ofRecipients = { sessionId: session(), to: recipients() };

const send = kind({ effect: 'send', fields: ofRecipients, options: sendOptions });

/** A message as every recipient gets it. */
export interface Message {
	path: Path;
	/** What the endpoint reads beside session, recipient and the common options. */
	body: IDataObject;
	attachment?: Attachment;
	/** What errors call it, if there are several to a recipient. */
	name?: string;
	/** What its item says of it beside the recipient should it fail. */
	about?: IDataObject;
	/**
	 * Whether it goes on with the one before it: it goes out only if that did, the recipient sees somebody typing in
	 * between, and only the first one quotes.
	 */
	follows?: true;
	/** How it is known again, if it isn't to be sent twice. */
	recorded?: Recorded;
	/** How the request is judged, where its status says too little. */
	judge?: Pick<Call, 'missing' | 'explain'>;
	/** What the answer says of it; without it, the first result. */
	resultOf?(answer: Answer): IDataObject;
}

interface Sending<F extends Fields, O extends Fields> extends Omit<OfKind<'send', F, O>, 'risk'> {
	/** The message, or several that go out one after the other; throws if something can't be sent. */
	compose(
		values: KindValues<typeof ofRecipients, typeof sendOptions, F, O>,
		item: Item,
	): Message | Message[] | Promise<Message | Message[]>;
}

/**
 * What the server reads of the common options. Forwarding as text: 'Send Text' reads nothing else
 * (docs/warest/messages.md#1-7).
 */
function common({ presence, replyMessageId, isForwarded }: SendOptions): Record<string, string> {
	return {
		...(presence && { presence }),
		...(replyMessageId && { replyMessageId }),
		...(isForwarded && { isForwarded: 'true' }),
	};
}

/** The request that sends a message to one recipient; with a file, in parts, the file last. */
function callFor(
	{ path, body, attachment, judge }: Message,
	sessionId: string,
	to: KnownJid,
	options: SendOptions,
): Call {
	const complete = { sessionId, to, ...common(options), ...body };
	const call = attachment
		? upload(path, complete, [attachment.field, attachment.part])
		: post(path, complete);
	return { ...call, ...judge };
}

/** The common options as they are for one of several messages. */
function optionsFor({ follows }: Message, index: number, options: SendOptions): SendOptions {
	if (index === 0) return options;
	const { presence = 'composing' } = options;
	if (follows) return { ...options, presence, replyMessageId: undefined };
	// The recipient sees somebody typing once, not before each file.
	return { ...options, presence: undefined };
}

/** Sends messages to each recipient that can be reached. */
export async function sendAll(
	messages: Message[],
	values: Recipients,
	item: Item,
): Promise<Output> {
	const { sessionId, to, options } = values;
	const deliveries = to.flatMap((toJid) => {
		const sentBefore = recordOf({ sessionId, jid: toJid }, item);
		let isNew = false;
		return messages.map((message, index): Delivery => ({
			name: [toJid, message.name].filter(Boolean).join(', '),
			about: { toJid, ...message.about },
			...(message.follows ? { follows: 'last' } : message.recorded && { follows: 'same' }),
			send: async () => {
				await mustBeReachable(toJid, values, item);
				const { recorded, follows } = message;
				const ofMessage = optionsFor(message, index, options);
				// What goes on with one that wasn't sent before wasn't either: the same in the record is of something else.
				const isLookedFor = recorded && !(follows && isNew);
				const before = isLookedFor && (await sentBefore(recorded, ofMessage.replyMessageId));
				if (before) return { sessionId, chatId: toJid, ...message.about, ...before };
				isNew = true;
				const call = callFor(message, sessionId, toJid, ofMessage);
				const answer = await item.api.send(call).finally(async () => {
					// Also what may have been sent is in the record only a moment later.
					if (recorded) await noteSent(sessionId, toJid, item);
				});
				const [result = {}] = answer.results;
				return sentItem(message.resultOf?.(answer) ?? result, { sessionId, chatId: toJid }, item);
			},
		}));
	});
	return await deliver(deliveries, item);
}

/**
 * Builds an operation that sends. Each asks for session and recipients, has the common options, and ends in the same
 * way: nobody is written to who can't be reached, each recipient gets a request and an output item of their own, and
 * the item says whether it was sent.
 */
export function sending<F extends Fields = None, O extends Fields = None>({
	compose,
	...declaration
}: Sending<F, O>): Operation {
	return send<F, O>({
		...declaration,
		risk: 'changes',
		run: async (values, item) => await sendAll([await compose(values, item)].flat(), values, item),
	});
}
