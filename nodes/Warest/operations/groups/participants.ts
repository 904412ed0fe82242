import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { jidOfDigits, phoneOfDigits, type KnownDigits } from '../../../identity/known';
import type { Body, Call } from '../../../transport/call';
import { people } from '../../fields/people';
import type { Item, Output } from '../../engine/item';
import { kind, type None, type OfKind } from '../../engine/kind';
import type { Operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { askGroup, ofGroup, resultOf, type OfGroup } from './group-change';
import { membersOf, type Member } from './members';

/** Session, group and the people concerned. */
const ofParticipants = {
	...ofGroup,
	participants: people(
		{
			displayName: 'Participants',
			description: 'One from the list, or several by phone numbers',
		},
		{ dependsOn: ['sessionId.value', 'groupId.value'] },
	),
};

export interface OfParticipants extends OfGroup {
	participants: KnownDigits[];
}

/** What happened to one participant; without `reason` it was done. */
export interface ParticipantResult {
	status: string;
	reason?: string;
}

/** What the server says about a participant: null if it was done, or why it wasn't. */
export type Report = (result: IDataObject, digits: string) => string | null;

/** What is done to participants. */
export interface ParticipantWork {
	/** Status of an item, e.g. "added". */
	done: string;
	request(body: Body): Call;
	report: Report;
	/**
	 * Whether it was really done, judging by the members: WARest reports a refusal of WhatsApp that isn't a fault as
	 * success (docs/warest/groups.md#trap-3). Null where the members don't show it.
	 */
	verify?: (member: Member | undefined) => boolean;
	/** Why it may not have been done although the server says so. */
	failureHint?: string;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const REFUSED =
	'WhatsApp refused it. The session may not be in the group, or may not be one of its admins.';

/** Reads an answer with two lists: whom it worked for, and whom it didn't. */
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

/** What the members show about those whom the server says it worked for. */
function verified(
	change: ParticipantWork,
	members: Member[] | null,
	digits: KnownDigits,
): ParticipantResult {
	const { done, verify, failureHint = REFUSED } = change;
	if (!verify) return { status: done };
	if (!members) {
		const reason = 'WARest says it was done, but could not list the participants to confirm it.';
		return { status: 'unknown', reason };
	}
	if (verify(members.find(({ phone }) => phone === phoneOfDigits(digits)))) return { status: done };
	// This may be a member whose number is hidden.
	return members.some(({ phone }) => phone === null)
		? { status: 'unknown', reason: "The group hides numbers, so this can't be confirmed." }
		: { status: 'failed', reason: failureHint };
}

/** Each participant, with what happened to it. */
export const withResults = (
	participants: KnownDigits[],
	resultFor: (digits: KnownDigits) => ParticipantResult,
): IDataObject[] =>
	participants.map((digits) => ({
		participant: jidOfDigits(digits),
		phone: phoneOfDigits(digits),
		...resultFor(digits),
	}));

/** Throws if it worked for none of them. */
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
 * Changes participants of a group and says for each what happened: the server's status says "success" even when nothing
 * was done (docs/warest/groups.md#trap-1 to #trap-5). `refused`: those for whom it isn't tried, and why.
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
		// The server asks WhatsApp for one after the other.
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

/** Makes the builder of a change of participants that starts with another request; {@link participantChange} builds the usual one. */
export const participantWork = kind({ effect: 'change', fields: ofParticipants, options: {} });

/** Builds an operation that changes participants of a group, and says for each what happened. */
export function participantChange({
	done,
	request,
	report,
	verify,
	failureHint,
	...declaration
}: OfKind<'change', None, None> & ParticipantWork): Operation {
	const change = { done, request, report, verify, failureHint };
	return participantWork({
		...declaration,
		run: async (values, item) => await changeParticipants(values, change, item),
	});
}
