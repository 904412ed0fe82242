import { isRefusal, type Refusal } from '../whatsapp/refusal';

const ALLOWED =
	'Write the address that the WARest server has in a browser, with http:// or https://, e.g. https://warest.example.com or http://localhost:7308.';

/**
 * The address of a WARest server from any usual way to write it: without trailing slashes (they make the
 * server answer 404, contract sessions-server trap 22), API path, query or fragment; a sub-path stays.
 */
export function baseUrl(text: string): string | Refusal {
	const plain = text.trim();
	if (plain === '') return { refused: 'is empty', allowed: ALLOWED };
	if (!/^https?:\/\//i.test(plain)) {
		return { refused: 'does not start with http:// or https://', allowed: ALLOWED };
	}
	if (!URL.canParse(plain)) return { refused: 'is not a web address', allowed: ALLOWED };
	const { origin, username, password, pathname } = new URL(plain);
	const login = username ? `${username}${password && `:${password}`}@` : '';
	return `${origin.replace('://', `://${login}`)}${pathname.replace(/\/+$/, '').replace(/\/api(\/v1)?$/, '')}`;
}

/** The address for reading: without a user name and password that it may carry. */
export function shownUrl(text: string): string {
	const url = baseUrl(text);
	return isRefusal(url) ? text.trim().replace(/\/\/.*@/, '//') : url.replace(/\/\/[^/@]*@/, '//');
}
