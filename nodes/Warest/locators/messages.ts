import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { read } from '../../transport/call';
import { pageOf } from '../../transport/pages';
import { path } from '../../transport/path';
import { userError } from '../../transport/failures/user-error';
import { claimIn, storedJid } from '../../identity/claim';
import { parseChat } from '../../identity/jid';
import { isRefusal } from '../../whatsapp/refusal';
import { isoTime } from '../../whatsapp/time';
import { chosen, sessionFor } from './chosen';
import { untilFound } from './until-found';

const PAGE = 100;
const LONGEST = 60;

const shortened = (text: string) =>
	text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text || '(no text)';

interface Wanted {
	sessionId: string;
	/** Of the chat, as the server keeps it. */
	jid: string;
	search?: string;
}

async function messagesOf(
	api: Api,
	{ sessionId, jid, search }: Wanted,
	offset: number,
): Promise<INodeListSearchResult> {
	const query = { sessionId, limit: PAGE, offset, search: search || undefined };
	const { rows, total } = pageOf(await api.send(read(path`/chats/${jid}/messages`, query)));
	const results = rows
		// The server's own notes, such as "Ana pinned a message", are no messages.
		.filter(({ id }) => !String(id).startsWith('sys_'))
		.map(({ id, body, fromMe, timestamp }) => {
			const time = isoTime(Number(timestamp) * 1000)
				?.slice(0, 16)
				.replace('T', ' ');
			return {
				name: `${fromMe ? 'You: ' : ''}${shortened(String(body))} (${time} UTC)`,
				value: String(id),
			};
		});
	const next = offset + rows.length;
	return { results, paginationToken: rows.length > 0 && next < total ? String(next) : undefined };
}

/** The messages of the chosen chat, newest first, a page at a time. */
export async function searchMessages(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const entered = chosen(this, 'chatId', 'Chat ID / JID');
	const api = await Api.open(this);
	const sessionId = await sessionFor(this, api);
	const chat = claimIn(entered) ?? parseChat(entered, api.defaultCountryCode);
	if (isRefusal(chat)) {
		const message = `'Chat ID / JID' ${chat.problem}: "${entered}"`;
		throw userError(this.getNode(), message, chat.expected);
	}
	const jid = storedJid('jid' in chat ? chat.jid : chat);
	return await untilFound(
		async (token) => await messagesOf(api, { sessionId, jid, search: filter }, Number(token ?? 0)),
		paginationToken,
	);
}
