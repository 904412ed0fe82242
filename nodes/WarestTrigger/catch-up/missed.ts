import type { IDataObject } from 'n8n-workflow';
import { deliveryOf, type People } from './history';
import { writtenAt } from './history-reader';
import type { Session } from './loopback';
import type { Row } from './people';

/** Many reverse proxies take 1 MB at most. */
const LARGEST_BODY = 500_000;

/** A message that was missed, with what it is told by. */
export interface Missed {
	/** When it was written, in milliseconds since 1970. */
	at: number;
	/** The body of its delivery. */
	body: IDataObject;
}

/** Rows of the history as the deliveries that did not come, oldest first. */
export const missedOf = (
	rows: readonly Row[],
	{ session, people, now }: { session: Session; people: People; now: number },
): Missed[] =>
	rows
		.map(({ row, chat: { jid: chat, name } }) => ({
			at: writtenAt(row),
			body: deliveryOf(row, { session, chat, people, name, now }).body,
		}))
		.sort((a, b) => a.at - b.at);

/** Splits a list into parts that a proxy lets pass, in the same order; a single message may be larger. */
export function parts(messages: Missed[]): Missed[][] {
	const found: Missed[][] = [[]];
	let size = 0;
	for (const message of messages) {
		const length = Buffer.byteLength(JSON.stringify(message.body));
		if (size > 0 && size + length > LARGEST_BODY) {
			found.push([]);
			size = 0;
		}
		size += length;
		found[found.length - 1].push(message);
	}
	return found;
}
