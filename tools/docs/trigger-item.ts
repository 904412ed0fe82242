import type { IDataObject } from 'n8n-workflow';
import { simplified } from '../../nodes/WarestTrigger/events/simplify';
import { recordedDeliveries } from '../../test/support/recorded-deliveries';

/** What the trigger makes of a recorded message. */
function itemOf(recording: string): IDataObject {
	const found = recordedDeliveries().find(({ name }) => name === `${recording} 1`);
	if (!found) throw new Error(`There is no recording ${recording}`);
	const { body } = found;
	const { event, data, ts, session } = body;
	const delivery = { event, data, ts, sessionId: String(session.id), registry: null, body };
	const [item] = simplified('message', delivery, { baseUrl: '', receivedAt: new Date(ts) });
	return { ...item };
}

/** An item of the trigger in which a file and a quoted message have their fields, too. */
export function triggerItem(): IDataObject {
	const { media } = itemOf('message.image-stored');
	const { quoted } = itemOf('message.text-quote');
	return { ...itemOf('message.text'), media, quoted };
}
