import { seconds } from './clock';
import type { LoggedRequest } from './request-log';

/** What a request has done, for the person who watches. */
interface Activity {
	text: string;
	done: boolean;
	/** Seconds since 1970. */
	at: number;
}

/** Parts of a path that name a chat, a message or a session rather than what is done to it. */
const isId = (segment: string) => /[@%\d]/.test(segment);

const capitalised = (text: string) => text.replace(/^./, (first) => first.toUpperCase());

/**
 * Of a change that was asked for: "Send text", "Group participants add"; null for what only reads, and for the webhook,
 * of which a phone knows nothing: the trigger tries its address before n8n answers there.
 */
export function activityOf({ method, path, body, at, status }: LoggedRequest): Activity | null {
	if (method === 'GET' || status === null || path.endsWith('/config')) return null;
	const segments = path.replace(/^\/api(\/v1)?\//, '').split('/');
	const [area, ...action] = segments.filter((segment) => !isId(segment));
	const words = (area === 'messages' ? action : [area, ...action]).join(' ').replaceAll('-', ' ');
	const { pin } = (body ?? {}) as { pin?: unknown };
	const off = action.at(-1) === 'pin' && pin === false ? ' (off)' : '';
	return {
		text: `${capitalised(words)}${off}`,
		done: status < 300 && status !== 207,
		at: seconds(at),
	};
}
