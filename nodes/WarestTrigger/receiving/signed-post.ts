import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Settings } from '../settings/settings';
import { signedHeaders } from './signature';

/** A trigger as WARest knows it. */
export interface Address {
	/** The production URL. */
	url: string;
	secret: string;
}

/** Where a trigger's own webhook is told what only it may store; a secret that was set by hand counts for more. */
export const ownAddress = (
	{ url, secret }: Address,
	{ manualSecret }: Pick<Settings, 'manualSecret'>,
): Address => ({ url, secret: manualSecret ?? secret });

/**
 * Posts a body to a trigger of this n8n, as WARest would; gives what it answers.
 * @param timeout in milliseconds
 * @throws what n8n's request helper throws where nobody answers with a 2xx
 */
export async function postSigned(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
	{ url, secret }: Address,
	body: string,
	timeout: number,
): Promise<unknown> {
	return (await context.helpers.httpRequest({
		method: 'POST',
		url,
		headers: signedHeaders(body, secret),
		body,
		timeout,
		disableFollowRedirect: true,
	})) as unknown;
}
