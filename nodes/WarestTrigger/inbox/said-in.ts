import { chatAnswer, type ChatAnswer } from '../../Warest/send-and-wait/answers/chat-answer';
import { kindOf } from '../events/kinds';
import { simplified } from '../events/simplify';
import type { Delivery } from '../receiving/delivery';

/** What a person said in a chat, by a delivery; null for what is no answer to anything. */
export function saidIn(delivery: Delivery): ChatAnswer | null {
	const kind = kindOf(delivery.event, delivery.data);
	if (!kind) return null;
	const [said] = simplified(kind.event, delivery, { baseUrl: '', receivedAt: new Date() });
	return said === undefined ? null : chatAnswer(said);
}
