import { readBoolean } from '../booleans';
import { sessionNotFound } from '../codes';
import type { Fields } from '../parameters';
import { localPart, recipientsOf, withoutDevice } from '../recipients';
import { sessionOfText } from '../session-choice';
import type { OpenSession } from '../session-choice';
import type { MessageContent } from '../world/content';
import { messageId } from '../world/ids';
import { enqueue } from '../world/queue';
import type { Session } from '../world/types';
import { sendMessage } from '../world/whatsapp';
import type { World } from '../world/world';
import { presenceOf, simulatePresence } from './presence';
import type { Presence } from './presence';
import { Refusal, refuseSending } from './refusal';
import { quotedIdOf, scalarText } from './values';

/** The sender, the recipients, and how to send. */
export interface Delivery {
	open: OpenSession;
	jids: string[];
	presence: Presence | null;
	quotedId: string | null;
	isForwarded: boolean;
}

export interface DeliveryRules {
	/** What `presence: true` shows. */
	presence?: Presence;
	/** Names of the parameter with the quoted message's id, in order. */
	quoted?: string[];
	/** Code and message without a recipient. */
	noRecipient?: [code: number, message: string];
}

/** The open session that a request names. */
function openSessionOf(world: World, fields: Fields): OpenSession {
	const open = sessionOfText(world, scalarText(fields.sessionId), scalarText(fields.phone));
	if (!open) throw new Refusal(sessionNotFound);
	return open;
}

/** Session, then recipients, then the rest: the order of every endpoint but text (docs/warest/messages.md#3). */
export function deliveryOf(
	world: World,
	fields: Fields,
	{
		presence = 'composing',
		quoted = ['replyMessageId'],
		noRecipient = [2001, "Missing or invalid 'to'"],
	}: DeliveryRules = {},
): Delivery {
	const open = openSessionOf(world, fields);
	const jids = recipientsOf(fields.to);
	if (jids.length === 0) refuseSending(400, ...noRecipient);
	return {
		open,
		jids,
		presence: presenceOf(fields.presence, presence),
		quotedId: quotedIdOf(fields, ...quoted),
		isForwarded: readBoolean(fields.isForwarded, false),
	};
}

/** Runs a job in the session's queue, for as long as the operator allows (docs/warest/messages.md#1-5). */
export async function queued<Result>(
	world: World,
	session: Session,
	job: () => Promise<Result>,
): Promise<Result> {
	const result = enqueue(session, job);
	const { queueTimeoutMs } = world.behaviour;
	if (queueTimeoutMs === 0) return await result;
	const late = world.sleep(queueTimeoutMs).then(() => {
		throw new Error('The queue took too long');
	});
	return await Promise.race([result, late]);
}

/** One entry of `results`. */
export function resultOf(
	world: World,
	{ open, quotedId, isForwarded }: Delivery,
	jid: string,
	{ id, status, extras }: { id: string | null; status: string; extras: object },
) {
	const kept = Object.entries(extras).filter(([, value]) => !isEmpty(value));
	return {
		phone: open.account.phone,
		to: localPart(jid),
		toJid: withoutDevice(jid),
		messageId: id,
		status,
		timestamp: world.nowSeconds(),
		advancedInfo: { isForwarded, quotedMessageId: quotedId, ...Object.fromEntries(kept) },
	};
}

const isEmpty = (value: unknown) =>
	value === null ||
	value === undefined ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/** What one recipient receives, and what the answer says about it. */
export interface Message {
	content: MessageContent;
	status: string;
	extras?: object;
	mentions?: string[];
	/** If not given, the one that WhatsApp's library makes. */
	id?: string;
}

interface Attempts {
	/** How often a refused message is sent again (docs/warest/messages.md#1-5). */
	retries?: number;
}

async function sendTo(
	world: World,
	delivery: Delivery,
	jid: string,
	{ content, mentions = [], id = messageId() }: Message,
	retries: number,
): Promise<string> {
	const { open, quotedId, isForwarded } = delivery;
	const outgoing = { id, content, quotedId, isForwarded, mentions };
	try {
		await sendMessage(world, open.session, jid, outgoing);
		return id;
	} catch (error) {
		if (retries === 0) throw error;
		await world.sleep(world.behaviour.mediaRetryMs);
		return await sendTo(world, delivery, jid, { content, mentions, id, status: '' }, retries - 1);
	}
}

/**
 * One recipient after the other. The first failure ends it: those before have the message, and the
 * answer doesn't say so (docs/warest/messages.md#1-5). `prepare` runs after the typing simulation.
 */
export async function deliver(
	world: World,
	delivery: Delivery,
	prepare: () => Message,
	{ retries = 0 }: Attempts = {},
) {
	const { open, jids, presence } = delivery;
	const results = [];
	for (const jid of jids) {
		const result = await queued(world, open.session, async () => {
			if (presence) await simulatePresence(world, open.session, jid, presence);
			const message = prepare();
			const id = await sendTo(world, delivery, jid, message, retries);
			return resultOf(world, delivery, jid, {
				id,
				status: message.status,
				extras: message.extras ?? {},
			});
		});
		results.push(result);
	}
	return results;
}
