import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { objectsIn } from '../transport/answer';
import { lookUp, read } from '../transport/call';
import { PAGE_SIZE, pageOf } from '../transport/pages';
import { path } from '../transport/path';
import { isoTime } from '../whatsapp/time';
import { isStored, storedWith, takenBy } from './duplicates';
import { kindOf } from './events/kinds';
import { simplified, type Simple } from './events/simplify';
import { numberOrNull, objectOf, textOf, textOrNull } from './events/values';
import { passes } from './filters';
import { gapOf, isActivation, type Gap } from './gaps';
import { deliveryOf, isReceived, type Partner } from './history';
import { memoryOf, type Memory } from './memory';
import { isWanted, items, messageName, nameOf } from './receive';
import type { Settings } from './settings';

/** A check reads so many: with who they are with, that is half of what the server allows in a minute by default. */
const CHATS = 15;

/** So many are remembered by their marks, beside those of the last deliveries; what is older is known by its age. */
const REMEMBERED = 200;

const FILE_NOTE =
	'WARest has not stored this file, and the history does not tell how to decrypt it.';

const milliseconds = (seconds: unknown): number => (numberOrNull(seconds) ?? 0) * 1000;

/** The requests of one look at a session's history. */
class History {
	/** The digits of the session's own phone number. */
	private own = '';

	constructor(
		private readonly api: Api,
		private readonly sessionId: string,
	) {}

	/** The chats, newest message first. */
	async chats(): Promise<IDataObject[]> {
		const { api, sessionId } = this;
		const answer = await api.send(read(path`/chats`, { sessionId, limit: PAGE_SIZE }));
		this.own = textOf(answer.results[0]?.phone);
		return pageOf(answer).rows;
	}

	/** The newest messages of a chat since `from`, oldest first, and how many older ones there are. */
	async messages(chatId: string, from: number): Promise<{ rows: IDataObject[]; older: number }> {
		const query = { sessionId: this.sessionId, limit: PAGE_SIZE, startTime: isoTime(from) };
		const page = pageOf(await this.api.send(read(path`/chats/${chatId}/messages`, query)));
		// The server reads whole seconds.
		const rows = page.rows.filter(({ timestamp }) => milliseconds(timestamp) >= from).reverse();
		return { rows, older: page.total - page.rows.length };
	}

	/**
	 * Who a chat is with. The history writes the LID of a person whose number is hidden as if it were a phone number
	 * (contract chats-actions C1): an answer to it would reach somebody else. So only WhatsApp's word counts.
	 * @throws if WhatsApp could not be asked
	 */
	async partner({ jid, isGroup, name }: IDataObject): Promise<Partner> {
		const chat = textOf(jid);
		if (isGroup === true) return { jid: chat, phone: null, name: null };
		const [digits] = chat.split('@');
		const called = name === digits ? null : textOrNull(name);
		if (await this.exists(chat)) return { jid: chat, phone: null, name: called };
		// The server says "no" also when WhatsApp does not answer; then it does not even find the own number.
		if (!(await this.exists(`${this.own}@s.whatsapp.net`))) {
			throw new Error('WhatsApp could not be asked who wrote.');
		}
		const lid = `${digits}@lid`;
		const { jid: phone } = await this.look(path`/misc/whatsapp/resolve/jid-or-lid`, { input: lid });
		return { jid: lid, phone: textOrNull(phone), name: called };
	}

	private async exists(jid: string): Promise<boolean> {
		return (await this.look(path`/misc/whatsapp/validate/jid`, { jid })).exists === true;
	}

	private async look(at: ReturnType<typeof path>, body: IDataObject): Promise<IDataObject> {
		const call = lookUp(at, { sessionId: this.sessionId, ...body });
		const { results } = await this.api.send(call);
		return objectsIn(results[0]?.data)[0] ?? {};
	}
}

interface Missed {
	/** WhatsApp's own name of it. */
	name: string;
	at: number;
	item: INodeExecutionData;
}

const takenOf = (context: IPollFunctions) =>
	takenBy(context.getWorkflow().id ?? '', context.getNode().id);

const withNote = (simple: Simple): Simple =>
	simple.media?.note ? { ...simple, media: { ...simple.media, note: FILE_NOTE } } : simple;

/** One look at the history of one session. */
interface Look {
	context: IPollFunctions;
	api: Api;
	settings: Settings;
	sessionId: string;
	gap: Gap;
	history: History;
	/** Milliseconds since 1970, as all times here. */
	from: number;
	now: number;
}

/** What came in one chat: what is wanted, and was not taken. */
async function missedIn(chat: IDataObject, look: Look): Promise<Missed[]> {
	const { context, api, settings, sessionId, history, from, now } = look;
	const { registries, taken = '' } = memoryOf(context);
	const known = takenOf(context);
	const jid = textOf(chat.jid);
	const { rows, older } = await history.messages(jid, from);
	if (older > 0) {
		context.logger.warn(
			`WARest Trigger catches up only the newest ${PAGE_SIZE} messages of chat ${jid} in session '${sessionId}'`,
		);
	}
	const origin = { sessionId, registry: registries?.[sessionId] ?? null, now };
	const found = rows.filter(isReceived).flatMap((row) => {
		const { event, data, ...delivery } = deliveryOf(row, {
			...origin,
			partner: { jid, phone: null, name: null },
		});
		const kind = kindOf(event, data);
		const name = kind && nameOf({ event, data, ...delivery }, kind.event);
		return kind && name && isWanted(kind, settings) && !known.knows([name], taken)
			? [{ row, name, event: kind.event }]
			: [];
	});
	if (found.length === 0) return [];
	const partner = await history.partner(chat);
	return found.flatMap(({ row, name, event }) => {
		const delivery = deliveryOf(row, { ...origin, partner });
		const happened = simplified(event, delivery, { baseUrl: api.url, receivedAt: new Date(now) })
			.map(withNote)
			.filter((simple) => passes(simple, settings.filters));
		return items(happened, delivery, settings.output).map(({ json }) => ({
			name,
			at: milliseconds(row.timestamp),
			item: { json: { ...json, caughtUp: true } },
		}));
	});
}

/** What came in one session, in as many chats as one look reads. */
async function missedBy(look: Look): Promise<Missed[]> {
	const { context, settings, sessionId, gap, history, from, now } = look;
	const { kind } = settings.filters;
	const lastMessageAt = (chat: IDataObject) => milliseconds(chat.lastMessageTimestamp);
	const active = (await history.chats())
		.filter((chat) => lastMessageAt(chat) >= Math.max(from, gap.resumeAt))
		.filter(({ isGroup }) => kind === 'all' || isGroup === (kind === 'groups'))
		.reverse();

	const missed: Missed[] = [];
	for (const chat of active.slice(0, CHATS)) missed.push(...(await missedIn(chat, look)));
	if (active.length > CHATS) {
		context.logger.info(
			`WARest Trigger has looked for missed messages in ${CHATS} of ${active.length} chats of session '${sessionId}'; the others follow with the next check`,
		);
		gap.resumeAt = Math.max(lastMessageAt(active[CHATS]), gap.resumeAt + 1);
	} else {
		gap.looked(now);
	}
	const { taken = '' } = memoryOf(context);
	const known = takenOf(context);
	return missed.filter(({ name }) => !known.isTaken([ownMark(name), name], taken));
}

/** By it one knows later that a message was caught up, rather than delivered. */
const ownMark = (name: string): string => `caught up ${name}`;

function nameOfSimple({
	sessionId,
	event,
	chatId,
	isGroup,
	sender,
	messageId,
}: IDataObject): string {
	const { lid } = objectOf(sender);
	return messageName(sessionId, event, isGroup === true ? chatId : (lid ?? chatId), messageId);
}

function nameOfRaw({ event, data }: IDataObject): string {
	const { message, sessionId } = objectOf(data);
	const { remoteJid, id } = objectOf(objectOf(message).key);
	return messageName(sessionId, kindOf(textOf(event), objectOf(data))?.event, remoteJid, id);
}

const nameOfItem = (json: IDataObject): string =>
	'receivedAt' in json ? nameOfSimple(json) : nameOfRaw(json);

const timeOfItem = (json: IDataObject): number =>
	'receivedAt' in json
		? Date.parse(textOf(json.timestamp))
		: milliseconds(objectOf(objectOf(json.data).message).messageTimestamp);

/**
 * Whether a caught-up item was delivered all the same, to another process: those of n8n's queue mode know of each
 * other only what is stored, and a poll sees what was stored when the workflow was activated.
 */
export function wasDelivered({ json }: INodeExecutionData, { taken = '' }: Memory): boolean {
	if (json.caughtUp !== true) return false;
	const name = nameOfItem(json);
	return isStored(name, taken) && !isStored(ownMark(name), taken);
}

/** Stores what was caught up, so that it isn't once more after the next restart. */
export function remember(found: INodeExecutionData[], memory: Memory): void {
	const caughtUp = found.map(({ json }) => json).filter((json) => json.caughtUp === true);
	const names = caughtUp.map(nameOfItem);
	const { taken = '', knownUpTo = {} } = memory;
	if (names.every((name) => isStored(name, taken))) return;
	memory.taken = storedWith(
		taken,
		names.flatMap((name) => [ownMark(name), name]),
	);
	const oldest = caughtUp.at(-REMEMBERED);
	if (!oldest) return;
	memory.knownUpTo = Object.fromEntries(
		Object.entries(knownUpTo).map(([id, moment]) => [id, Math.max(moment, timeOfItem(oldest))]),
	);
}

/**
 * The messages that came while n8n or the webhook was down, oldest first, as far back as the person wants: after an
 * activation, a restart, a renewal or a change of the session's state, else none. Costs nothing while nothing is
 * missing. What can't be read now (the session is not connected, say) is read by a later poll.
 */
export async function catchUp(
	context: IPollFunctions,
	api: Api,
	settings: Settings,
	sessions: string[],
): Promise<INodeExecutionData[]> {
	if (settings.catchUp === null) return [];
	const mayStore = isActivation(context);
	const missed: Missed[] = [];
	for (const sessionId of sessions) {
		const gap = gapOf(context, sessionId);
		const now = Date.now();
		if (!gap.isDue(now)) continue;
		gap.isLooking = true;
		const history = new History(api, sessionId);
		const from = Math.max(gap.from, now - settings.catchUp);
		try {
			missed.push(
				...(await missedBy({ context, api, settings, sessionId, gap, history, from, now })),
			);
		} catch (error) {
			const { message } = error as Error;
			if (message !== gap.trouble) {
				context.logger.warn(
					`WARest Trigger could not look for missed messages of session '${sessionId}', and tries again with each check. ${message}`,
				);
			}
			gap.trouble = message;
		} finally {
			gap.isLooking = false;
		}
	}
	const found = missed.sort((a, b) => a.at - b.at).map(({ item }) => item);
	// Later polls may not write (see Memory): the run that they start does, when it ends.
	if (mayStore) remember(found, memoryOf(context));
	return found;
}
