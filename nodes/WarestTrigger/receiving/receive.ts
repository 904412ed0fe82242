import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { accountOf, type Account } from './account';
import { instantActionsFor } from '../actions/answer';
import { triggerIn } from '../registration/address';
import { isRejection, readDelivery, type Delivery, type Rejection } from './delivery';
import { takenBy } from './deduplicator';
import { kindOf, type EventName, type Kind } from '../events/kinds';
import { simplified, type Simple } from '../events/simplify';
import { objectOf, textOf } from '../events/values';
import { passes } from './filters';
import { heard, took, tookMissed } from '../catch-up/cursor';
import { settingsOf, type Settings } from '../settings/settings';
import { memoryOf } from '../state';
import { missedIn } from '../catch-up/loopback';

interface WithRawBody {
	rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

/** The body exactly as it came. n8n keeps it beside the parsed one; only that one can be verified. */
async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as WithRawBody;
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * Answers by itself. Where n8n 2 answers for a node, it starts the workflow first, and thereby forgets that what is
 * stored with it has changed: what was taken would be taken again after a restart (n8n 2.41, LiveWebhooks,
 * ObservableObject).
 */
function answered(context: IWebhookFunctions, status: number, body: IDataObject) {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/**
 * The answer to what isn't taken. A genuine server whose secret is outdated (the API key was changed) must not be
 * told "no": one 4xx makes it erase the registration, a 401 or 403 mutes the address for 15 minutes, and a 5xx
 * is retried with the same wrong signature until the address is erased and muted all the same (contract
 * webhooks 6.2, 6.3). A forger learns nothing from a 200 either. Only a preflight is told the truth: its answer
 * has no such consequences, and setting up must not succeed where no event could be verified.
 */
function reject(context: IWebhookFunctions): IWebhookResponseData {
	if (context.getHeaderData()['x-warest-preflight'] === undefined) {
		return { webhookResponse: { accepted: false } };
	}
	return answered(context, 422, { accepted: false });
}

/** Each of these has a key of its own, which no later event has. */
const NAMED: readonly EventName[] = ['message', 'answer', 'pollVote', 'revoke', 'reaction'];

/** A chat by what its names have in common: the history writes LIDs as phone numbers. */
const digits = (jid: unknown): string => textOf(jid).split('@')[0];

/** WhatsApp's own name of a message, vote or reaction; null for what has none. */
export function nameOf({ data, sessionId }: Delivery, event: EventName): string | null {
	const { key } = objectOf(event === 'reaction' ? data : data.message);
	const { id, remoteJid } = objectOf(key);
	// What comes through an update, without a sender, has the key of the older message.
	const named = NAMED.includes(event) && data.sender !== undefined && textOf(id) !== '';
	return named ? [sessionId, event, digits(remoteJid), id].join(' ') : null;
}

function items(
	happened: Simple[],
	{ body }: Delivery,
	output: Settings['output'],
): INodeExecutionData[] {
	if (output === 'raw') return [{ json: body }];
	return happened.map((simple) => {
		const json: IDataObject = {
			...simple,
			...(body.caughtUp === true && { caughtUp: true }),
			...(output === 'both' && { raw: body }),
		};
		return { json };
	});
}

export const isWanted = ({ event, repeats }: Kind, { events, output }: Settings): boolean =>
	events.has(event) && (!repeats || output === 'raw');

/** A request with what it was measured by. */
interface Checked {
	delivery: Delivery | Rejection;
	account: Account;
	settings: Settings;
}

/** Checks a request, and once more with the credential loaded anew if it isn't right. */
async function check(context: IWebhookFunctions, now: Date): Promise<Checked> {
	const { registries } = memoryOf(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const trigger = triggerIn(url) ?? url;
	const signature = context.getHeaderData()['x-warest-signature'];
	const raw = await rawBody(context);
	const checkWith = (account: Account): Checked => {
		const settings = settingsOf(
			context.getNode(),
			(name, fallback) => context.getNodeParameter(name, fallback),
			account.defaultCountryCode,
		);
		const delivery = readDelivery(signature, raw, {
			secret: settings.manualSecret ?? account.secret,
			sessions: new Map(settings.sessions.map((id) => [id, registries?.[id] ?? null])),
			now: now.getTime(),
			tolerance: settings.tolerance,
		});
		return { delivery, account, settings };
	};
	const checked = checkWith(await accountOf(context, trigger, { inDoubt: false }));
	if (!isRejection(checked.delivery)) return checked;
	return checkWith(await accountOf(context, trigger, { inDoubt: true }));
}

/** What of an event starts the workflow. */
interface Wanted {
	event: Delivery;
	/** WhatsApp's own name of it. */
	name: string | null;
	happened: Simple[];
}

function wantedOf(event: Delivery, { account, settings }: Checked, receivedAt: Date): Wanted[] {
	const kind = kindOf(event.event, event.data);
	if (!kind || !isWanted(kind, settings)) return [];
	const happened = simplified(kind.event, event, { baseUrl: account.url, receivedAt }).filter(
		(simple) => passes(simple, settings.filters),
	);
	return happened.length > 0 ? [{ event, name: nameOf(event, kind.event), happened }] : [];
}

/**
 * Takes one request to the webhook: what is verified, wanted and new starts the workflow. What WARest did not
 * deliver comes from the trigger's own polls, many messages at a time.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = new Date();
	const checked = await check(context, now);
	const { delivery, settings } = checked;
	if (isRejection(delivery)) {
		context.logger.debug(`WARest Trigger did not take a delivery: ${delivery.rejected}`);
		return reject(context);
	}
	heard(context, settings, delivery);
	const memory = memoryOf(context);
	const known = takenBy(context.getWorkflow().id ?? '', context.getNode().id);
	const missed = missedIn(delivery);
	const signature = missed ? null : String(context.getHeaderData()['x-warest-signature']);
	const found = (missed ?? [delivery])
		.flatMap((event) => wantedOf(event, checked, now))
		.filter(({ name }) => {
			const identities = [signature, name].filter((identity) => identity !== null);
			return !known.isTaken(identities, memory.taken ?? '');
		});
	const accepted = {
		accepted: true,
		...(missed && { changedAt: memory.changedAt?.[delivery.sessionId] ?? 0 }),
	};
	if (found.length === 0) return { webhookResponse: accepted };

	memory.taken = known.stored(memory.taken ?? '');
	if (missed) {
		const times = found.map(({ happened: [{ timestamp }] }) => Date.parse(timestamp));
		tookMissed(context, delivery, times);
	} else {
		took(context, settings, delivery);
	}
	const actions = missed ? {} : instantActionsFor(context, delivery, found[0].happened);
	return {
		...answered(context, 200, { ...accepted, ...actions }),
		workflowData: [found.flatMap(({ event, happened }) => items(happened, event, settings.output))],
	};
}
