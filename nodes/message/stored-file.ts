const AT_WHATSAPP = /^https?:\/\/[^/]+\.whatsapp\.net\//;
const LOCAL = /\/storages?\//;

/** The address of a stored file on the server that n8n reaches, whatever host the server believes it has. */
export function reachable(url: string, driver: unknown, baseUrl: string): string | null {
	if (!URL.canParse(url)) return null;
	if (driver !== 'local') return url;
	const { pathname, search } = new URL(url);
	const start = Math.max(0, pathname.search(LOCAL));
	return `${baseUrl}${pathname.slice(start)}${search}`;
}

/**
 * Where the server keeps the file of a row of the history, by the row's `mediaMetadata.url`, and in which storage; null
 * if the file is still at WhatsApp, encrypted.
 */
export function storedIn(url: string): { url: string; driver: 'local' | 's3' } | null {
	if (url === '' || AT_WHATSAPP.test(url)) return null;
	return { url, driver: LOCAL.test(url) ? 'local' : 's3' };
}

/** Why a file of the history can't be had. */
export const NOT_IN_HISTORY =
	'WARest has not stored this file, and the history does not tell how to decrypt it.';
