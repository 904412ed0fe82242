import type { IDataObject } from 'n8n-workflow';
import { jidOfDigits } from '../../../identity/known';
import { objectsIn } from '../../../transport/answer';
import { readByPost } from '../../../transport/call';
import { ownDigits } from '../../../transport/on-whatsapp';
import { path } from '../../../transport/path';
import type { Item } from '../../engine/item';

async function validated(sessionId: string, jid: string, item: Item): Promise<IDataObject> {
	const call = readByPost(path`/misc/whatsapp/validate/jid`, { sessionId, jid });
	const { results } = await item.api.send(call);
	return objectsIn(results[0]?.data)[0] ?? {};
}

/**
 * The server also says "not on WhatsApp" when WhatsApp could not be asked (docs/warest/misc.md#5, #6). The session's
 * own number is on WhatsApp for sure: if that isn't found either, the look-up failed.
 */
export async function mustBeCertain(sessionId: string, item: Item): Promise<void> {
	const own = await ownDigits(item.api, sessionId);
	if (own === null) return;
	if ((await validated(sessionId, jidOfDigits(own), item)).exists === true) return;
	throw item.failure(
		'WhatsApp could not be asked about the number',
		`Session '${sessionId}' does not even find its own number, so "not on WhatsApp" cannot be believed. Try again in a moment, or reconnect the session.`,
	);
}

/** Whether a person's JID has a WhatsApp account; a "no" is certain, too. */
export async function isOnWhatsapp(sessionId: string, jid: string, item: Item): Promise<boolean> {
	const { exists } = await validated(sessionId, jid, item);
	if (exists !== true) await mustBeCertain(sessionId, item);
	return exists === true;
}
