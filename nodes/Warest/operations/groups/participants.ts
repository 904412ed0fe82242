import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { jidOfDigits, phoneOfDigits, type KnownDigits } from '../../../identity/known';
import type { Body, Call } from '../../../transport/call';
import { people } from '../../fields/people';
import type { Item, Output } from '../../engine/item';
import { kind, type None, type OfKind } from '../../engine/kind';
import { items, type Operation } from '../../engine/operation';
import { askGroup, ofGroup, resultOf, type OfGroup } from './group-change';
import { membersOf, type Member } from './members';

/** Session, group and the people it is about. */
const ofParticipants = {
	...ofGroup,
	participants: people({
		displayName: 'Participants',
		description: 'Phone numbers of one or several people. Each gets an output item.',
	}),
};

export interface OfParticipants extends OfGroup {
	participants: KnownDigits[];
}

/** What became of one participant; without `reason` it was done. */
export interface ParticipantResult {
	status: string;
	reason?: string;
}

/** What the server says of a participant: null if it was done, or why it wasn't. */
export type Report = (result: IDataObject, digits: string) => string | null;

/** What is done to participants. */
export interface ParticipantWork {
	/** Status of an item, e.g. "added". */
	done: string;
	request(body: Body): Call;
	report: Report;
	/**
	 * Whether it was really done, seen from the members: WARest takes every refusal of WhatsApp that is no fault
	 * for success (docs/warest/groups.md#trap-3). Null where that doesn't show.
	 */
	verify?: (member: Member | undefined) => boolean;
	/** Why it may not have been done though the server says so. */
	failureHint?: string;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const REFUSED =
	'WhatsApp refused it. The session may not be in the group, or not be one of its admins.';

/** Reads an answer with one list of who it worked for and one of who it did not. */
export const inLists =
	(done: string, failed: string, inNeither: string): Report =>
	(result, digits) => {
		if (listOf(result[done]).includes(digits)) return null;
		return listOf(result[failed]).includes(digits) ? REFUSED : inNeither;
	};

/** Reads an answer with an entry for each participant. */
export const inEntries =
	(done: string, failed: string): Report =>
	({ participants }, digits) => {
		const status = objectsIn(participants).find(({ phone }) => phone === digits)?.status;
		if (status === done) return null;
		return status === 'not permitted'
			? "This is the group's creator; the role can't change."
			: failed;
	};

/** What the members show of those who the server says it worked for. */
function verified(
	change: ParticipantWork,
	members: Member[] | null,
	digits: KnownDigits,
): ParticipantResult {
	const { done, verify, failureHint = REFUSED } = change;
	if (!verify) return { status: done };
	if (!members) {
		const reason = 'WARest says that it is done, but could not list the participants to see it.';
		return { status: 'unknown', reason };
	}
	if (verify(members.find(({ phone }) => phone === phoneOfDigits(digits)))) return { status: done };
	// Somebody whose number is hidden may be the one.
	return members.some(({ phone }) => phone === null)
		? { status: 'unknown', reason: 'The group hides numbers, so it cannot be seen.' }
		: { status: 'failed', reason: failureHint };
}

/** Each participant, with what became of it. */
export const withResults = (
	participants: KnownDigits[],
	resultFor: (digits: KnownDigits) => ParticipantResult,
): IDataObject[] =>
	participants.map((digits) => ({
		participant: jidOfDigits(digits),
		phone: phoneOfDigits(digits),
		...resultFor(digits),
	}));

/** Throws if it worked for nobody. */
function refuseIfNone(results: IDataObject[], done: string, item: Item): void {
	if (results.some(({ status }) => status !== 'failed')) return;
	const reasons = results.map(({ phone, reason }) => `${String(phone)}: ${String(reason)}`);
	throw item.failure(
		results.length === 1
			? `The participant was not ${done}`
			: `None of the ${results.length} participants was ${done}`,
		[...new Set(reasons)].join(' '),
	);
}

/**
 * Changes participants of a group and tells of each what became of it: the server's status says "success" also
 * when nothing was done (docs/warest/groups.md#trap-1 to #trap-5). `refused`: those it isn't tried with, and why.
 */
export async function changeParticipants(
	values: OfParticipants,
	change: ParticipantWork,
	item: Item,
	refused: ReadonlyMap<string, string> = new Map(),
): Promise<Output> {
	const { sessionId, groupId, participants } = values;
	const tried = participants.filter((digits) => !refused.has(digits));
	const reports = new Map<string, string | null>(refused);
	let members: Member[] | null = null;
	if (tried.length > 0) {
		const call = change.request({ sessionId, groupId, participants: tried });
		// WhatsApp is asked for one after the other.
		const result = resultOf(await askGroup({ ...call, slow: true }, item));
		for (const digits of tried) reports.set(digits, change.report(result, digits));
		const anybody = tried.some((digits) => reports.get(digits) === null);
		if (anybody && change.verify) members = await membersOf(values, item).catch(() => null);
	}
	const results = withResults(participants, (digits) => {
		const reason = reports.get(digits);
		return reason ? { status: 'failed', reason } : verified(change, members, digits);
	});
	refuseIfNone(results, change.done, item);
	return items(results.map((result) => ({ sessionId, groupId, ...result })));
}

/** Builds a change of participants that begins with more than a request; {@link participantChange} the usual one. */
export const participantWork = kind({ effect: 'change', fields: ofParticipants, options: {} });

/** Builds an operation that changes participants of a group, and tells of each what became of it. */
export function participantChange({
	done,
	request,
	report,
	verify,
	failureHint,
	...declaration
}: OfKind<None, None> & ParticipantWork): Operation {
	const change = { done, request, report, verify, failureHint };
	return participantWork({
		...declaration,
		run: async (values, item) => await changeParticipants(values, change, item),
	});
}
