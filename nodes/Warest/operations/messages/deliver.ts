import { NodeError, type IDataObject } from 'n8n-workflow';
import { outcomeOf } from '../../../transport/failures/errors';
import type { Outcome } from '../../../transport/failures/outcome';
import { addHint } from '../../../transport/failures/user-error';
import type { Item, Output } from '../../engine/item';
import { sentence } from '../../engine/sentence';

/** One message to one recipient, and how its item names it should it fail. */
export interface Delivery {
	about: IDataObject;
	send(): Promise<IDataObject>;
}

/**
 * Sends one message after the other, each with a request of its own, so that each one's result is certain: in
 * one request the server stops at the first failure and says nothing of those before it (docs/warest/messages.md#1-5).
 * If some of several are sent, there is an item for each, with `sent: true`, `false` where it surely wasn't sent, and
 * null where that isn't known: who sends again what has `false` sends nothing twice. If none is, that is an error; one
 * that leaves it open goes before those that don't.
 */
export async function deliver(deliveries: Delivery[], item: Item): Promise<Output> {
	const output: Output = [];
	const failures: Failure[] = [];
	for (const { about, send } of deliveries) {
		const name = Object.values(about).filter(Boolean).join(', ');
		try {
			output.push({ json: { ...(await send()), sent: true } });
			item.parts.set(name, 'done');
		} catch (error) {
			const outcome = outcomeOf(error);
			item.parts.set(name, outcome);
			failures.push({ name, outcome, error });
			const sent = outcome === 'unknown' ? null : false;
			output.push({ json: { ...about, sent, reason: sentence(error) } });
		}
	}
	if (failures.length === deliveries.length) throw worstOf(failures);
	if (failures.length > 0) {
		item.hint('Not everything was sent: see the items with "sent: false".');
	}
	if (failures.some(({ outcome }) => outcome === 'unknown')) {
		item.hint(
			'Some messages may have been sent: check on the phone before you send those with "sent: null" again.',
		);
	}
	return output;
}

interface Failure {
	name: string;
	outcome: Outcome;
	error: Error;
}

/** The error of one of several that all failed, which says what became of the others. */
function worstOf(failures: Failure[]): Error {
	const byDoubt = [...failures].sort(
		(a, b) => Number(b.outcome === 'unknown') - Number(a.outcome === 'unknown'),
	);
	const [{ error }] = byDoubt;
	if (failures.length > 1 && error instanceof NodeError) {
		const told = byDoubt.map(({ name, outcome, error: { message } }) => {
			const sent = outcome === 'unknown' ? 'may have been sent' : 'not sent';
			return `${name}: ${sent} (${message})`;
		});
		addHint(error, `${told.join('; ')}.`);
	}
	return error;
}
