import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { SHORTEST_SECRET } from '../transport/server-facts';

/** The last part of every address that this node registers; by it one knows them among others. */
const ENDING = 'warest';

/** What a session has in its one place for a webhook. */
export interface WebhookConfig {
	url: string;
	secret: string;
}

/** An address of a trigger, in its parts. */
interface TriggerAddress {
	/** Where the n8n is, up to the last part that says whether the address is for production or for tests. */
	n8n: string;
	/** The part that says whether the address is for production or for tests. */
	segment: string;
	/** n8n's webhook ID: the same in both addresses, and in every copy of the workflow. */
	id: string;
	/** The webhook ID and {@link ENDING}. */
	trigger: string;
}

/** Where n8n takes what is for this trigger: in a test the test address. */
export const ownUrl = (context: IHookFunctions | IWebhookFunctions): string =>
	context.getNodeWebhookUrl('default') ?? '';

/** An address without the part that only makes it another text for the server. */
export const withoutQuery = (url: string): string => url.split('?', 1)[0];

/** The parts of a trigger's address; null for the address of anything else. */
export function partsOf(url: string): TriggerAddress | null {
	const parts = withoutQuery(url).split('/');
	if (parts.length < 6 || parts.at(-1) !== ENDING) return null;
	const [segment, id] = parts.slice(-3);
	return { n8n: parts.slice(0, -3).join('/'), segment, id, trigger: `${id}/${ENDING}` };
}

/**
 * Where the n8n of a trigger's address is, as `URL` writes it; null for the address of anything else. n8n writes it as it
 * was set, maybe in capitals or with the usual port, but not in the addresses of executions that wait.
 */
export function n8nIn(url: string): string | null {
	if (!URL.canParse(url)) return null;
	const { origin, pathname } = new URL(url);
	return partsOf(`${origin}${pathname}`)?.n8n ?? null;
}

/** The address of a trigger from its parts. */
export const addressFrom = ({
	n8n,
	segment,
	id,
}: Pick<TriggerAddress, 'n8n' | 'segment' | 'id'>): string => [n8n, segment, id, ENDING].join('/');

/** What names a trigger in its address, for its secret. */
export const triggerIn = (url: string): string => partsOf(url)?.trigger ?? url;

/** How an address is related to a trigger's own. */
export type Relation = 'same' | 'other address' | 'same n8n' | 'other n8n' | 'no trigger';

/**
 * How `url` is related to a trigger's own address. n8n has two for each trigger, which differ in the part before the
 * webhook ID only. A copy in another n8n has the webhook ID too, but not the host.
 */
export function relationOf(url: string, own: string): Relation {
	if (withoutQuery(url) === own) return 'same';
	const [theirs, ours] = [partsOf(url), partsOf(own)];
	if (!theirs) return 'no trigger';
	if (theirs.n8n !== ours?.n8n) return 'other n8n';
	return theirs.trigger === ours.trigger ? 'other address' : 'same n8n';
}

/**
 * The secret of a trigger's registration: 64 characters that n8n and the node can work out again at any time,
 * and nobody without the API key. So nothing must be stored, and one's own registrations can be told from
 * others.
 */
export const secretFor = (api: Api, trigger: string): string => api.derive(`trigger ${trigger}`);

/** The address of a trigger, with the secret that signs what is posted there. */
export const signedAddress = (api: Api, url: string): { url: string; secret: string } => ({
	url,
	secret: secretFor(api, triggerIn(url)),
});

/**
 * The secret with which one trigger passes deliveries on to another; WARest never gets it.
 * @param told what it says beside the delivery
 */
export const relaySecretFor = (api: Api, trigger: string, told: string): string =>
	api.derive(`relay ${trigger} ${told}`);

/** A secret for a place that was given up: nobody signs or checks with it. */
export const releasedSecret = (api: Api, trigger: string): string =>
	api.derive(`released ${trigger}`);

/** The server delivers nothing to a place without an address or with so short a secret. */
export const isEmpty = ({ url, secret }: WebhookConfig): boolean =>
	url === '' || secret.length < SHORTEST_SECRET;

/**
 * Makes a text of the same address that the server has not seen, so that it may not be muted
 * (docs/warest/webhooks.md#6-3).
 */
export const freshUrl = (url: string, now: number): string =>
	`${withoutQuery(url)}?v=${now.toString(36)}`;

/** When a text of {@link freshUrl} was made, in milliseconds since 1970, but not later than now; 0 for any other. */
export function madeAt(url: string, now: number): number {
	const at = parseInt(new URLSearchParams(url.slice(withoutQuery(url).length)).get('v') ?? '', 36);
	return Number.isNaN(at) ? 0 : Math.min(at, now);
}
