import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { PAGE_SIZE, pageOf, type Page } from '../../transport/pages';
import { path } from '../../transport/path';
import { isoTime } from '../../whatsapp/time';
import { numberOrNull, textOf } from '../events/values';

const milliseconds = (seconds: unknown): number => (numberOrNull(seconds) ?? 0) * 1000;

/** When a row of the history was written, in milliseconds since 1970; the server knows whole seconds. */
export const writtenAt = ({ timestamp }: IDataObject): number => milliseconds(timestamp);

/** A chat may get so many messages while a page is asked for, before that has to be done again. */
const GROWTH = 5;

/** A chat of the list. */
export interface ListedChat {
	jid: string;
	isGroup: boolean;
	name: unknown;
	/** Milliseconds since 1970. */
	lastMessageAt: number;
}

const chatOf = ({ jid, isGroup, name, lastMessageTimestamp }: IDataObject): ListedChat => ({
	jid: textOf(jid),
	isGroup: isGroup === true,
	name,
	lastMessageAt: milliseconds(lastMessageTimestamp),
});

/** Reads the history of one session. */
export class HistoryReader {
	/** How many pages of messages were read. */
	pages = 0;

	constructor(
		private readonly api: Api,
		private readonly sessionId: string,
	) {}

	private async chatsFrom(offset: number): Promise<Page> {
		const query = { sessionId: this.sessionId, limit: PAGE_SIZE, offset };
		return pageOf(await this.api.send(read(path`/chats`, query)));
	}

	/**
	 * The chats with a message since `from`, that with the oldest last one first; of the same second by their JIDs.
	 * While the list is read, a chat may move from a page that is still to come to the first one: so that is read again.
	 */
	async chats(from: number): Promise<ListedChat[]> {
		const found = new Map<string, ListedChat>();
		const note = (rows: IDataObject[]): boolean => {
			const chats = rows.map(chatOf);
			for (const chat of chats) if (chat.lastMessageAt >= from) found.set(chat.jid, chat);
			return chats.some(({ lastMessageAt }) => lastMessageAt < from);
		};
		let pages = 0;
		for (let offset = 0; ; pages++) {
			const { rows, total } = await this.chatsFrom(offset);
			const isBehind = note(rows);
			offset += rows.length;
			if (isBehind || rows.length === 0 || offset >= total) break;
		}
		if (pages > 0) note((await this.chatsFrom(0)).rows);
		return [...found.values()].sort(
			(a, b) => a.lastMessageAt - b.lastMessageAt || (a.jid < b.jid ? -1 : 1),
		);
	}

	private async messagesOf(chat: string, query: IDataObject): Promise<Page> {
		this.pages += 1;
		const call = read(path`/chats/${chat}/messages`, { sessionId: this.sessionId, ...query });
		return pageOf(await this.api.send(call));
	}

	/**
	 * The messages of a chat since `from`, oldest first, page by page. They are counted from the oldest on, which stays
	 * where it is when others come meanwhile. A page may have rows that were given before, which are known by their marks,
	 * and none while the chat grows faster than expected.
	 */
	async *messages(chat: string, from: number): AsyncGenerator<IDataObject[]> {
		const since = { startTime: isoTime(from), limit: PAGE_SIZE };
		const newest = await this.messagesOf(chat, since);
		const size = newest.rows.length;
		let { total } = newest;
		if (size === 0 || total <= size) {
			yield newest.rows.reverse();
			return;
		}
		const usual = Math.min(GROWTH, Math.floor(size / 10));
		let growth = usual;
		for (let given = 0; given < total;) {
			const offset = Math.max(0, total + growth - given - size);
			const page = await this.messagesOf(chat, { ...since, limit: size, offset });
			if (page.total === 0) throw new Error('WARest gave only a part of the messages of a chat.');
			const first = page.total - offset - page.rows.length;
			const isNext = first <= given || page.total <= total;
			yield isNext ? page.rows.reverse() : [];
			if (isNext) given = first + page.rows.length;
			growth = isNext ? usual : Math.min(growth + 2 * (page.total - total), size - 1);
			({ total } = page);
		}
	}
}
