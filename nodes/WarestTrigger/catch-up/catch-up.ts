import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { objectsIn } from '../../transport/answer';
import { lookUp, read } from '../../transport/call';
import { PAGE_SIZE, pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { isoTime } from '../../whatsapp/time';
import { takenBy } from '../receiving/deduplicator';
import { kindOf } from '../events/kinds';
import { numberOrNull, textOf, textOrNull } from '../events/values';
import { gapOf, type Gap } from './cursor';
import { deliveryOf, isReceived, type Partner } from './history';
import { memoryOf } from '../state';
import { changedAt, deliverMissed, type Address, type Session } from './loopback';
import { isWanted, nameOf } from '../receiving/receive';
import type { Settings } from '../settings/settings';

/** A check reads so many: with who they are with, that is half of what the server allows in a minute by default. */
const CHATS = 15;

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
	/** The body of its delivery. */
	body: IDataObject;
}

/** One look at the history of one session. */
interface Look {
	context: IPollFunctions;
	settings: Settings;
	session: Session;
	address: Address;
	gap: Gap;
	history: History;
	/** Milliseconds since 1970, as all times here. */
	from: number;
	now: number;
}

/** What came in one chat: what is wanted, and was not taken as far as this process knows. */
async function unknownIn(chat: IDataObject, look: Look): Promise<Missed[]> {
	const { context, settings, session, gap, history, from, now } = look;
	const { taken = '' } = memoryOf(context);
	const known = takenBy(context.getWorkflow().id ?? '', context.getNode().id);
	const isKnown = (name: string) => gap.settled.has(name) || known.knows([name], taken);
	const jid = textOf(chat.jid);
	const { rows, older } = await history.messages(jid, from);
	if (older > 0) {
		context.logger.warn(
			`WARest Trigger catches up only the newest ${PAGE_SIZE} messages of chat ${jid} in session '${session.id}'`,
		);
	}
	const origin = { sessionId: session.id, registry: session.registry, now };
	const found = rows.filter(isReceived).flatMap((row) => {
		const delivery = deliveryOf(row, { ...origin, partner: { jid, phone: null, name: null } });
		const kind = kindOf(delivery.event, delivery.data);
		const name = kind && nameOf(delivery, kind.event);
		return kind && name && isWanted(kind, settings) && !isKnown(name) ? [{ row, name }] : [];
	});
	if (found.length === 0) return [];
	const partner = await history.partner(chat);
	return found.map(({ row, name }) => ({
		name,
		at: milliseconds(row.timestamp),
		body: deliveryOf(row, { ...origin, partner }).body,
	}));
}

/** Delivers what came in one session, of as many chats as one look reads. */
async function lookAt(look: Look): Promise<void> {
	const { context, settings, session, address, gap, history, from, now } = look;
	const { kind } = settings.filters;
	const lastMessageAt = (chat: IDataObject) => milliseconds(chat.lastMessageTimestamp);
	const active = (await history.chats())
		.filter((chat) => lastMessageAt(chat) >= Math.max(from, gap.resumeAt))
		.filter(({ isGroup }) => kind === 'all' || isGroup === (kind === 'groups'))
		.reverse();

	const missed: Missed[] = [];
	for (const chat of active.slice(0, CHATS)) missed.push(...(await unknownIn(chat, look)));
	if (missed.length > 0) {
		missed.sort((a, b) => a.at - b.at);
		await deliverMissed(
			context,
			address,
			session,
			missed.map(({ body }) => body),
		);
		for (const { name } of missed) gap.settled.add(name);
	}
	if (active.length > CHATS) {
		context.logger.info(
			`WARest Trigger has looked for missed messages in ${CHATS} of ${active.length} chats of session '${session.id}'; the others follow with the next check`,
		);
		gap.resumeAt = Math.max(lastMessageAt(active[CHATS]), gap.resumeAt + 1);
	} else {
		gap.looked(now);
	}
}

/**
 * Delivers the messages that came while n8n or the webhook was down to the trigger, those of a session oldest first,
 * as far back as the person wants: after an activation, a restart, a renewal or a change of the session's state. Costs
 * nothing while nothing is missing. What doesn't work now (the session is not connected, say) is done by a later poll.
 */
export async function catchUp(
	context: IPollFunctions,
	api: Api,
	settings: Settings,
	sessions: string[],
	address: Address,
): Promise<void> {
	if (settings.catchUp === null) return;
	const { registries } = memoryOf(context);
	for (const id of sessions) {
		const gap = gapOf(context, id);
		if (gap.isLooking) continue;
		gap.isLooking = true;
		try {
			const session = { id, registry: registries?.[id] ?? null };
			gap.changed(await changedAt(context, address, session));
			const now = Date.now();
			if (gap.isDue(now)) {
				const history = new History(api, id);
				const from = Math.max(gap.from, now - settings.catchUp);
				await lookAt({ context, settings, session, address, gap, history, from, now });
			}
			gap.trouble = '';
		} catch (error) {
			const { message } = error as Error;
			if (message !== gap.trouble) {
				context.logger.warn(
					`WARest Trigger could not catch up what session '${id}' missed, and tries again with each check. ${message}`,
				);
			}
			gap.trouble = message;
		} finally {
			gap.isLooking = false;
		}
	}
}
