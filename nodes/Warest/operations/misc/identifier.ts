import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { readByPost } from '../../../transport/call';
import { path } from '../../../transport/path';
import { certainCountry } from '../../../identity/countries';
import type { Item } from '../../engine/item';

/** What the session's contacts say about a JID or LID (docs/warest/misc.md#7); WhatsApp isn't asked. */
export interface Known {
	lid: string | null;
	jid: string | null;
	country: string | null;
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

/** `input`: a person's JID or a LID; anything else the server would misread. */
export async function resolved(sessionId: string, input: string, item: Item): Promise<Known> {
	const call = readByPost(path`/misc/whatsapp/resolve/jid-or-lid`, { sessionId, input });
	const { results } = await item.api.send(call);
	const [{ lid, jid, country } = {} as IDataObject] = objectsIn(results[0]?.data);
	return {
		lid: textOrNull(lid),
		jid: textOrNull(jid),
		country: certainCountry(jid, country),
	};
}

/** What WARest can't look up, because it would take the ID for a phone number (docs/warest/misc.md#trap-14). */
export const NOT_A_PERSON: Record<string, string> = {
	group:
		'WARest can look up people only. Use Groups → Group Info to see whether the session is in the group.',
	channel: 'WARest can look up people only, not channels.',
	broadcast: 'WARest can look up people only, not broadcast lists.',
};

export const UNKNOWN_LID =
	"WARest knows the phone number behind a LID only for the session's contacts.";
