import type { IDataObject, IHookFunctions, INode, IWebhookFunctions } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { userError } from '../../transport/failures/user-error';
import { parseChat } from '../../identity/jid';
import { isRefusal } from '../../whatsapp/refusal';
import type { Delivery } from '../receiving/delivery';
import type { EventName } from '../events/kinds';
import type { SimplifiedEvent } from '../events/simplified-event';
import { objectOf, textOf } from '../events/values';
import { Entry } from './entry';
import { ACTIONS, type Action, type Target } from './kinds';
import type { ActionKind } from './parameter';

/** Events that a person caused, once. Others may come several times, or be the session's own without saying so. */
const ANSWERED: readonly EventName[] = ['message', 'answer'];

const KINDS = Object.keys(ACTIONS) as ActionKind[];

/** Not 0, for which the server waits 1.2 seconds after each message (docs/warest/webhooks.md#8). */
const NO_PAUSE = 1;

const entriesIn = (list: unknown): IDataObject[] => objectsIn(objectOf(list).action);

/** Whether any were entered; without resolving expressions. */
export const hasActions = ({ parameters }: INode): boolean =>
	entriesIn(parameters.instantActions).length > 0;

/** What was entered, with its expressions resolved. */
function entered(context: IHookFunctions | IWebhookFunctions): unknown {
	try {
		return context.getNodeParameter('instantActions', {});
	} catch (error) {
		throw userError(
			context.getNode(),
			"An expression in 'Instant Actions' can't be resolved",
			`${(error as Error).message}. Expressions can't see the event here: write [name] and [text] in texts that take them.`,
		);
	}
}

/**
 * The actions that were entered, in their order.
 * @throws NodeOperationError that names the value that can't be used
 */
export function actionsOf(context: IHookFunctions | IWebhookFunctions): Action[] {
	return entriesIn(entered(context)).map((values, index) => {
		const entry = new Entry(context.getNode(), index + 1, values);
		return ACTIONS[entry.choice('kind', KINDS)](entry);
	});
}

/** Where actions can go: the JID of a person's number, or of a group (docs/warest/webhooks.md#8-1). */
function reachable(chatId: string | null): string | null {
	const chat = parseChat(chatId ?? '');
	return !isRefusal(chat) && ['person', 'group'].includes(chat.kind) ? chat.jid : null;
}

/** Why the actions don't run for an event that they are meant for; null if they do, or aren't meant for it. */
export function obstacle({
	event,
	chatId,
	fromMe,
}: Pick<SimplifiedEvent, 'event' | 'chatId' | 'fromMe'>): string | null {
	if (!ANSWERED.includes(event) || fromMe || reachable(chatId) !== null) return null;
	return `The instant actions did not run in the chat '${chatId}'. WARest can only reach a phone number or a group with them, and WhatsApp did not tell the number.`;
}

/**
 * The message that a delivery is about, for the actions; null if none may run. A message that WhatsApp hands over
 * late (`append`) is one that may have come before, and longer ago than the trigger remembers.
 */
function targetOf({ data }: Delivery, happened: SimplifiedEvent): Target | null {
	const { event, chatId, isGroup, sender, fromMe, messageId, text } = happened;
	const to = reachable(chatId);
	if (to === null || !ANSWERED.includes(event) || fromMe || messageId === null) return null;
	if (data.type !== 'notify' || data.sender === undefined) return null;
	const { participant, rawParticipant } = objectOf(objectOf(data.message).key);
	// In a chat with a person, WARest makes up the participant: of a LID, even another person's number.
	const author = isGroup ? textOf(rawParticipant) || textOf(participant) : '';
	const key = {
		remoteJid: to,
		fromMe: false,
		id: messageId,
		...(author !== '' && { participant: author }),
	};
	const hasTemplate = JSON.stringify(key).includes('{{');
	const name = sender?.name ?? sender?.phone ?? '';
	return hasTemplate ? null : { to, key, name, text };
}

/**
 * Keeps WARest from taking braces for a template, which it would fill or empty: a character without width
 * between them (U+2060) leaves the text looking the same.
 */
const literal = (text: string): string => text.replace(/\{(?=\{)/g, '{\u2060');

const withoutTemplates = (action: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(action).map(([name, value]) => [
			name,
			typeof value === 'string' ? literal(value) : value,
		]),
	);

/** What the answer to a delivery says besides that it was taken, to write something in a chat; '{}' if it can't be reached. */
export function saying({ chat, text }: { chat: string; text: string }): IDataObject {
	const to = reachable(chat);
	if (to === null) return {};
	const action = withoutTemplates({ type: 'text', to, text });
	return { actions: [action], delayMs: NO_PAUSE, isReply: true };
}

/**
 * What the answer to a delivery says besides that it was taken: the actions that were entered. Only for what is
 * new: a repeated delivery gets none even if the first answer was lost, because nobody can know whether it was.
 *
 * Expressions may give other values now than on publishing. If they can't be used, no action runs, but the workflow does.
 */
export function instantActionsFor(
	context: IWebhookFunctions,
	delivery: Delivery,
	[happened]: SimplifiedEvent[],
): IDataObject {
	if (!hasActions(context.getNode())) return {};
	const trouble = obstacle(happened);
	if (trouble !== null) context.logger.warn(`WARest Trigger: ${trouble}`);
	const target = targetOf(delivery, happened);
	if (target === null) return {};
	try {
		const made = actionsOf(context).map((action) => action(target));
		const actions = made.filter((action) => action !== null).map(withoutTemplates);
		return { actions, delayMs: NO_PAUSE };
	} catch (error) {
		context.logger.warn(
			`WARest Trigger did not run its instant actions. ${(error as Error).message}`,
		);
		return {};
	}
}
