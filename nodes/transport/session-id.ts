import type { Refusal } from '../whatsapp/refusal';
import { isSegment } from './path';
import { SESSION_ID } from './server-facts';

/** The ID of a session as the server takes it, without blanks around it. */
export function sessionId(entered: string): string | Refusal {
	const id = entered.trim();
	return SESSION_ID.test(id) && isSegment(id)
		? id
		: {
				problem: 'is not a session ID',
				expected: 'It has 1 to 64 letters, digits, dots, underscores or hyphens, e.g. shop-1.',
			};
}
