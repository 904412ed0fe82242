import axios from 'axios';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

/** A chat as the phone page gets it. */
export interface PhoneChat {
	jid: string;
	name: string;
	pinned: boolean;
}

/** The chats of a session as its phone shows them now: the first list of the phone page's event stream. */
export async function phoneChats(sandboxUrl: string, session: string): Promise<PhoneChat[]> {
	const { data: stream } = await axios.get<Readable>(`${sandboxUrl}/phone/events`, {
		params: { session },
		responseType: 'stream',
		proxy: false,
	});
	try {
		let event = '';
		for await (const line of createInterface({ input: stream })) {
			if (line.startsWith('event: ')) event = line.slice('event: '.length);
			if (event === 'chats' && line.startsWith('data: ')) {
				return JSON.parse(line.slice('data: '.length)) as PhoneChat[];
			}
		}
	} finally {
		stream.destroy();
	}
	throw new Error(`The phone of session ${session} shows no chats`);
}

/** The JIDs of the pinned chats. */
export async function pinnedChats(sandboxUrl: string, session: string): Promise<Set<string>> {
	const chats = await phoneChats(sandboxUrl, session);
	return new Set(chats.filter(({ pinned }) => pinned).map(({ jid }) => jid));
}

/** Has a contact write, which also creates the chat if there is none yet. */
export async function writeAs(sandboxUrl: string, session: string, chatId: string): Promise<void> {
	const url = `${sandboxUrl}/control/sessions/${session}/incoming`;
	await axios.post(url, { chatId, text: 'Hello' }, { proxy: false });
}
