import type { Api } from '../../transport/api';
import { SHORTEST_SECRET } from '../../transport/server-facts';

/** The last part of every address that this node registers; by it one knows them among others. */
export const ENDING = 'warest';

/** A session's one place for a webhook. */
export interface Slot {
	url: string;
	secret: string;
}

/** An address without the part that only makes it another text for the server. */
export const withoutQuery = (url: string): string => url.split('?', 1)[0];

/**
 * What names a trigger in its address: n8n's webhook ID and {@link ENDING}, the same in the test address; null
 * for the address of anything else.
 */
export function triggerIn(url: string): string | null {
	const [webhookId, ending] = withoutQuery(url).split('/').slice(-2);
	return webhookId && ending === ENDING ? `${webhookId}/${ENDING}` : null;
}

/**
 * The secret of a trigger's registration: 64 characters that n8n and the node can work out again at any time,
 * and nobody without the API key. So nothing must be stored, and one's own registrations can be told from
 * others.
 */
export const secretFor = (api: Api, trigger: string): string => api.derive(`trigger ${trigger}`);

/** A secret for a place that was given up: nobody signs or checks with it. */
export const releasedSecret = (api: Api, trigger: string): string =>
	api.derive(`released ${trigger}`);

/** The server delivers nothing to a place without an address or with so short a secret. */
export const isEmpty = ({ url, secret }: Slot): boolean =>
	url === '' || secret.length < SHORTEST_SECRET;

/** Makes a text of the same address that the server has not seen, so that it may not be muted (contract 6.3). */
export const freshUrl = (url: string, now: number): string =>
	`${withoutQuery(url)}?v=${now.toString(36)}`;
