import type { IDataObject, IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { isObject, objectsIn } from '../../transport/answer';
import { objectOf, textOf } from '../events/values';
import type { Complaint } from '../receiving/complaints';
import type { Delivery } from '../receiving/delivery';
import { postSigned, type Address } from '../receiving/signed-post';
import type { Replaced } from '../registration/replaced';
import type { Place } from '../registration/registration';
import { knownIn, type Known, type Roll } from '../state';
import { isName } from '../../webhook/register';
import type { Progress } from './stored-cursor';

/** No event of WARest is called so. */
const EVENT = 'caught_up';

const TIMEOUT_MS = 60_000;
/** For what does no harm if it isn't said. */
const SHORT_TIMEOUT_MS = 5_000;

/** A session of the trigger, and the registry of its owner. */
export interface Session {
	id: string;
	registry: string | null;
}

/** What a trigger says to its own webhook: only the process of n8n that answers there may store anything. */
export interface OwnMessage {
	/** Bodies of deliveries, oldest first. */
	messages?: IDataObject[];
	/** Names of those messages that were answers to questions of other triggers. */
	answers?: string[];
	progress?: Progress;
	/** Up to when a check has found that nothing is missing, in milliseconds since 1970; null if something may be. */
	goodAt?: number | null;
	/** What was replaced, and is to have its place back. */
	replaced?: Replaced;
	/** What the head of a shared webhook has just seen at WARest. */
	roll?: Omit<Roll, 'checkedAt'>;
	/** Asks what all processes of n8n know by now. */
	asksForKnown?: true;
}

/** What the webhook knows, and checks of another process don't. */
export interface OwnAnswer {
	/** When something of the session was dropped last, in milliseconds since 1970; 0 if nothing was. */
	changedAt: number;
	complaints: Complaint[];
	/** What the head of a shared webhook saw last; null if it has seen none. */
	roll: Roll | null;
	/** Whom the head of a shared webhook could not pass the last delivery on to, and when. */
	unreached: ReadonlyMap<string, number>;
	/** What is stored now, with what the process knows that answers; empty if that wasn't asked for. */
	known: Known;
}

/** A roll that was told or asked; null if there is none. */
function rollIn(value: unknown): Roll | null {
	const { members, checkedAt, lostAt } = objectOf(value);
	if (!Array.isArray(members)) return null;
	return {
		members: members.map(textOf).filter(isName),
		checkedAt: Number(checkedAt),
		lostAt: Number(lostAt),
	};
}

/** Only a trigger of this version answers what it is asked. */
async function post(
	context: IHookFunctions | IPollFunctions,
	address: Address,
	session: Session,
	message: OwnMessage,
	timeout = TIMEOUT_MS,
): Promise<OwnAnswer> {
	const data = { messages: [], ...message };
	const body = JSON.stringify({ event: EVENT, data, ts: Date.now(), session });
	const { url } = address;
	const answer = await postSigned(context, address, body, timeout).catch((error: Error) => {
		throw new Error(`n8n does not reach its own address ${url}: ${error.message}`);
	});
	if (isObject(answer) && typeof answer.changedAt === 'number') {
		const complaints = objectsIn(answer.complaints).map(({ message: said, hint }) => ({
			message: textOf(said),
			hint: textOf(hint),
		}));
		const unreached = new Map(
			Object.entries(objectOf(answer.unreached)).map(([name, at]) => [name, Number(at)]),
		);
		const { changedAt, roll, known } = answer;
		return {
			changedAt,
			complaints,
			roll: rollIn(roll),
			unreached,
			known: knownIn(objectOf(known)),
		};
	}
	throw new Error(`What answers at ${url} is not this trigger.`);
}

/**
 * Tells the trigger's own webhook what was missed, as WARest would have done, and asks it what it knows of the session:
 * only the process of n8n that answers there knows which messages it has taken before, and only it can store which it
 * takes now, and how far that is. So doing it again does no harm.
 * @throws if the webhook does not take it
 */
export async function tellOwnWebhook(
	context: IPollFunctions,
	address: Address,
	session: Session,
	message: OwnMessage,
): Promise<OwnAnswer> {
	return await post(context, address, session, message);
}

/**
 * Asks the trigger's own webhook what it knows of a session.
 * @throws if the webhook does not answer soon
 */
export async function askOwnWebhook(
	context: IHookFunctions | IPollFunctions,
	address: Address,
	session: Session,
): Promise<OwnAnswer> {
	return await post(context, address, session, {}, SHORT_TIMEOUT_MS);
}

/**
 * Asks the trigger's own webhook what all processes of n8n know by now.
 * @throws if the webhook does not answer soon
 */
export async function askForKnown(
	context: IHookFunctions,
	address: Address,
	session: Session,
): Promise<Known> {
	return (await post(context, address, session, { asksForKnown: true }, SHORT_TIMEOUT_MS)).known;
}

/** Has the head's webhook know what its check has seen of a shared webhook; the others ask there. */
export async function tellRoll(
	context: IPollFunctions,
	address: Address,
	session: Session,
	roll: OwnMessage['roll'],
): Promise<void> {
	await post(context, address, session, { roll }, SHORT_TIMEOUT_MS);
}

/** Has the webhook store what a check has replaced. */
export async function rememberReplaced(
	context: IPollFunctions,
	address: Address,
	session: Session,
	replaced: Replaced,
): Promise<void> {
	await post(context, address, session, { replaced }, SHORT_TIMEOUT_MS);
}

/**
 * Tells another trigger that has replaced this one what this one had replaced: it is to have the place once that one
 * has ended, too.
 */
export async function bequeath(
	context: IHookFunctions,
	{ sessionId, registry, config, secret }: Place & { secret: string },
	replaced: Replaced,
): Promise<void> {
	const session = { id: sessionId, registry };
	await post(context, { url: config.url, secret }, session, { replaced }, SHORT_TIMEOUT_MS);
}

/** The deliveries with these bodies. */
export const missedIn = (
	bodies: IDataObject[],
	{ sessionId, registry }: Pick<Delivery, 'sessionId' | 'registry'>,
): Delivery[] =>
	bodies.map((body) => ({
		event: textOf(body.event),
		data: objectOf(body.data),
		ts: Number(body.ts),
		sessionId,
		registry,
		body,
	}));

/** What the trigger says to itself; null for a delivery of WARest. */
export function ownMessageIn({ event, data, sessionId, registry }: Delivery): {
	missed: Delivery[];
	/** Names of those that were answers to questions of other triggers. */
	answers: string[];
	progress: Progress | null;
	/** Undefined where a check did not say. */
	goodAt: OwnMessage['goodAt'];
	replaced: Replaced | null;
	roll: OwnMessage['roll'] | null;
	asksForKnown: boolean;
} | null {
	if (event !== EVENT) return null;
	const { progress, goodAt, replaced } = data;
	return {
		missed: missedIn(objectsIn(data.messages), { sessionId, registry }),
		answers: Array.isArray(data.answers) ? data.answers.map(String) : [],
		progress: isObject(progress) ? (progress as unknown as Progress) : null,
		goodAt: goodAt === null || typeof goodAt === 'number' ? goodAt : undefined,
		replaced: isObject(replaced)
			? {
					url: textOf(replaced.url),
					secret: textOf(replaced.secret),
					at: Number(replaced.at) || 0,
					by: textOf(replaced.by),
				}
			: null,
		roll: rollIn(data.roll),
		asksForKnown: data.asksForKnown === true,
	};
}
