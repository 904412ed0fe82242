import type { IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import type { Api } from '../../transport/api';
import { isReceived } from '../catch-up/history';
import { HistoryReader, writtenAt } from '../catch-up/history-reader';
import type { Session } from '../catch-up/loopback';
import { missedOf, parts } from '../catch-up/missed';
import { writersIn, type Row } from '../catch-up/people';
import { cursorOf } from '../catch-up/stored-cursor';
import { postSigned, type Address } from '../receiving/signed-post';
import { chatDigits } from '../receiving/wanted';
import { processState } from '../state';

/** Each may wake several questions. */
const TIMEOUT_MS = 30_000;

/**
 * Reads chats from the moment on up to which nothing is missing, and brings what was written there to the questions
 * that wait; it starts no workflow. Unlike Catch Up, also while somebody else has the webhook of the session.
 * @param reachesBack in milliseconds
 * @throws if it can't be read, or not be known who wrote it
 */
export async function lookBack(
	context: IPollFunctions,
	api: Api,
	session: Session,
	address: Address,
	{ chats, reachesBack }: { chats: readonly string[]; reachesBack: number },
): Promise<void> {
	const now = Date.now();
	const cursor = cursorOf(context, session.id);
	const oldest = Math.max(cursor.from, now - reachesBack);
	const reader = new HistoryReader(api, session.id);
	const wanted = new Set(chats.map(chatDigits));
	// Who is meant, a number or a LID, is asked once it is read.
	const listed = (await reader.chats(oldest)).filter(({ jid }) => wanted.has(chatDigits(jid)));
	const rows: Row[] = [];
	for (const chat of listed) {
		for await (const page of reader.messages(chat.jid, oldest)) {
			const received = page.filter((row) => writtenAt(row) >= oldest && isReceived(row));
			rows.push(...received.map((row) => ({ row, chat })));
		}
	}
	const { lookUps } = processState(context);
	const { people, isPending } = await writersIn(api, session.id, rows, lookUps);
	if (rows.some(isPending)) throw new Error('WhatsApp could not be asked yet who wrote.');
	for (const some of parts(missedOf(rows, { session, people, now }))) {
		const message = { missed: some.map(({ body }) => body) };
		await postSigned(context, address, questionBody(message, session, now), TIMEOUT_MS);
	}
}
