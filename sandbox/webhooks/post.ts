import axios from 'axios';

/** The outcome of one POST: an answer, or the reason why there is none. */
export type Outcome =
	{ status: number; answer: string; error: null } | { status: null; answer: ''; error: string };

/** The stand-in knows only this machine: nothing may leave it. */
function strangeHost(url: string): string | null {
	if (!URL.canParse(url)) return null;
	const { hostname } = new URL(url);
	return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? null : hostname;
}

/**
 * One POST, with the redirects and the words for errors that the server's HTTP client has
 * (docs/warest/webhooks.md#6-1).
 */
export async function post(
	url: string,
	body: string,
	{
		headers,
		timeoutMs,
		signal,
	}: { headers: Record<string, string>; timeoutMs: number; signal?: AbortSignal },
): Promise<Outcome> {
	const stranger = strangeHost(url);
	if (stranger !== null) {
		return { status: null, answer: '', error: `getaddrinfo ENOTFOUND ${stranger}` };
	}
	try {
		const { status, data } = await axios.post<string>(url, body, {
			headers,
			timeout: timeoutMs,
			signal,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
			proxy: false,
		});
		return { status, answer: data, error: null };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { status: null, answer: '', error: message };
	}
}

export const isSuccess = (status: number | null) =>
	status !== null && status >= 200 && status < 300;

/** Network trouble, 5xx and 429; everything else is final (docs/warest/webhooks.md#6-1). */
export const isRetried = (status: number | null) =>
	status === null || status >= 500 || status === 429;
