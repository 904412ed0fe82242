import type { Refusal } from '../whatsapp/refusal';

const ALLOWED =
	'Write the address that the WARest server has in a browser, with http:// or https://, e.g. https://warest.example.com or http://localhost:7308.';

/** A user name and password before the host, with its "@". */
const LOGIN = /^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i;

/**
 * The address of a WARest server from any usual way to write it: without trailing slashes (they make the
 * server answer 404, docs/warest/sessions.md#trap-22), API path, query or fragment; a sub-path stays.
 */
export function baseUrl(text: string): string | Refusal {
	const plain = text.trim();
	if (plain === '') return { problem: 'is empty', expected: ALLOWED };
	if (!/^https?:\/\//i.test(plain)) {
		return { problem: 'does not start with http:// or https://', expected: ALLOWED };
	}
	if (!URL.canParse(plain)) return { problem: 'is not a web address', expected: ALLOWED };
	const { origin, username, password, pathname } = new URL(plain);
	const login = username ? `${username}${password && `:${password}`}@` : '';
	let folder = pathname;
	while (folder.endsWith('/')) folder = folder.slice(0, -1);
	return `${origin.replace('://', `://${login}`)}${folder.replace(/\/api(\/v1)?$/, '')}`;
}

/** An address for people: without a user name and password that it may carry. */
export const withoutLogin = (address: string): string => address.trim().replace(LOGIN, '$1');
