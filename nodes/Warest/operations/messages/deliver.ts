import { NodeError, type IDataObject } from 'n8n-workflow';
import { outcomeOf } from '../../../transport/failures/errors';
import type { Outcome } from '../../../transport/failures/outcome';
import { addHint } from '../../../transport/failures/user-error';
import type { Item, Output } from '../../engine/item';
import { sentence } from '../../engine/sentence';

/** One message to one recipient. */
export interface Delivery {
	/** What errors call it. */
	name: string;
	/** What its item says of it should it fail. */
	about: IDataObject;
	/** What must have gone out for it to go out: the one before it, or each one before it that has the same name. */
	follows?: 'last' | 'same';
	send(): Promise<IDataObject>;
}

/**
 * Sends one message after the other, each with a request of its own, so that each one's result is certain: in
 * one request the server stops at the first failure and says nothing of those before it (docs/warest/messages.md#1-5).
 * If some of several are sent, there is an item for each, with `sent: true`, `false` where it surely wasn't sent, and
 * null where that isn't known: who sends again what has `false` sends nothing twice. If none is, that is an error; one
 * that leaves it open goes before those that don't. After one that surely or possibly failed, those that follow it don't
 * go out.
 */
export async function deliver(deliveries: Delivery[], item: Item): Promise<Output> {
	const output: Output = [];
	const failures: Failure[] = [];
	let last: Failure | null = null;
	for (const { name, about, follows, send } of deliveries) {
		const same = failures.find((failure) => failure.name === name) ?? null;
		const before: Failure | null = follows ? { last, same }[follows] : null;
		try {
			if (before !== null) throw heldBack(before, item);
			output.push({ json: { ...(await send()), sent: true } });
			item.parts.set(name, 'done');
			last = null;
		} catch (error) {
			const outcome = outcomeOf(error);
			if (same === null) item.parts.set(name, outcome);
			last = { name, outcome, error };
			failures.push(last);
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

/** The error of a message that didn't go out because of the one before it. */
function heldBack({ name, outcome }: Failure, item: Item): Error {
	const became = outcome === 'unknown' ? 'may not have been sent' : 'was not sent';
	return item.failure(
		`It was held back, because what comes before it (${name}) ${became}`,
		'Nothing was sent.',
	);
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
