import type { IDataObject } from 'n8n-workflow';
import { deliveryOf, isReceived, UNKNOWN } from '../../WarestTrigger/catch-up/history';
import { HistoryReader, writtenAt } from '../../WarestTrigger/catch-up/history-reader';
import type { Item, Output } from '../engine/item';
import type { Asked } from './asked';
import { unansweredItem } from './outcome';
import { decideOn, type Decision } from './wake';

const LOOK_EVERY_MS = 5_000;
/** So long somebody looks at the editor. */
const LONGEST_MS = 300_000;

/** What a message of the chat's history makes of the question. */
function decisionOn(row: IDataObject, asked: Asked, tries: number, item: Item): Decision | null {
	const { sessionId, chat } = asked;
	if (!isReceived(row)) return null;
	const session = { id: sessionId, registry: null };
	const now = writtenAt(row);
	const delivery = deliveryOf(row, { session, chat, people: UNKNOWN, name: null, now });
	return decideOn(asked, item.api, delivery, { tries });
}

/** The items of the outputs of a node that waited in its own step. */
const outputOf = (
	item: Item,
	{ answered, item: json }: NonNullable<Decision['output']>,
): Output => {
	item.isUnanswered = !answered;
	return [{ json }];
};

/**
 * Waits for the answer to a question while the step runs, where somebody tries a workflow out in the editor and no
 * trigger is published that could bring it: looks at the chat's history. That has no reactions and no taps.
 * @param say sends a text to the chat
 */
export async function waitInStep(
	asked: Asked,
	say: (text: string) => Promise<unknown>,
	item: Item,
): Promise<Output> {
	item.hint(
		`This step waited for the answer itself, for at most 5 minutes, because no published workflow receives the messages of session '${asked.sessionId}'. For production, publish a workflow with a WARest Trigger for it.`,
	);
	const reader = new HistoryReader(item.api, asked.sessionId);
	const end = Math.min(asked.until ?? Infinity, Date.now() + LONGEST_MS);
	const read = new Set<unknown>();
	let tries = 0;
	while (Date.now() < end) {
		await item.pause(LOOK_EVERY_MS);
		const rows: IDataObject[] = [];
		for await (const page of reader.messages(asked.chat, asked.askedAt)) rows.push(...page);
		for (const row of rows) {
			if (read.has(row.id)) continue;
			read.add(row.id);
			const { output, verdict } = decisionOn(row, asked, tries, item) ?? {};
			if (output) return outputOf(item, output);
			if (verdict && 'reply' in verdict) {
				({ tries } = verdict);
				await say(verdict.reply);
			}
		}
	}
	return outputOf(item, { answered: false, item: unansweredItem(asked, 'time', tries) });
}
