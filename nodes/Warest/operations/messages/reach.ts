import type { IDataObject } from 'n8n-workflow';
import { digitsOf, phoneOfDigits, type KnownDigits, type KnownJid } from '../../../identity/known';
import { parseChat } from '../../../identity/jid';
import { ownPhoneLast, withOwnPhone } from '../../../identity/own-phone';
import { read } from '../../../transport/call';
import { proverOf } from '../../../transport/on-whatsapp';
import { path } from '../../../transport/path';
import { FOREIGN_SESSION } from '../../../transport/server-facts';
import { isRefusal } from '../../../whatsapp/refusal';
import { isoTime } from '../../../whatsapp/time';
import { entered } from '../../fields/address';
import { listed } from '../../engine/entries';
import type { Item } from '../../engine/item';
import type { SendOptions } from './send-options';

/** Who sends to whom. */
export interface Recipients {
	sessionId: string;
	to: KnownJid[];
	options: SendOptions;
}

/** What WhatsApp says of a group that the session isn't in (docs/warest/groups.md#trap-13). */
const NOT_IN = /item-not-found|forbidden|not-authorized/;

/**
 * Refuses a group that the session isn't in: WARest says "sent" all the same. WhatsApp is asked once for each group,
 * and remembered; what can't be told goes on.
 */
async function mustBeIn(groupId: KnownJid, sessionId: string, item: Item): Promise<void> {
	const { api } = item;
	const membership = `${sessionId} is in ${groupId}`;
	if (api.seen.has(membership)) return;
	const isIn = await api.once(membership, async () => {
		const call = read(path`/group/info`, { sessionId, groupId });
		const { status, message } = await api.send({ ...call, accepts: ['500/8000', FOREIGN_SESSION] });
		if (status === 200) api.seen.note(membership);
		return status !== 500 || !NOT_IN.test(String(message));
	});
	if (isIn) return;
	throw item.failure(
		`The group '${groupId}' does not exist, or the session '${sessionId}' is not in it`,
		"Nothing was sent to it. Choose the group from the list of 'To'.",
	);
}

/** The numbers that this item and those around it send to, as far as they can be read without a request. */
function numbersAround(item: Item): KnownDigits[] {
	return item.around('to').flatMap((raw) =>
		listed(raw).flatMap((entry) => {
			const text = entered(entry);
			const chat = isRefusal(text) ? text : parseChat(text, item.defaultCountryCode);
			const digits = 'jid' in chat ? digitsOf(chat.jid) : null;
			return digits ?? [];
		}),
	);
}

/** Refuses a number without a WhatsApp account; one request for the numbers of many items. */
async function mustHaveAccount(digits: KnownDigits, sessionId: string, item: Item): Promise<void> {
	const prover = proverOf(item.api, sessionId);
	await item.api.once(`accounts of ${item.block}`, async () => {
		await prover.registered([...numbersAround(item), digits]);
	});
	const answer = (await prover.registered([digits])).get(digits);
	if (answer === true) return;
	const phone = phoneOfDigits(digits);
	throw answer === false
		? item.failure(`${phone} is not on WhatsApp`, 'Nothing was sent to it. Check the number.')
		: item.failure(
				`WhatsApp could not be asked whether ${phone} has an account`,
				`Nothing was sent to it. Session '${sessionId}' does not even find its own number: try again in a moment, or reconnect the session.`,
			);
}

/**
 * Refuses who can't be reached, before anything is sent to them.
 * @throws NodeOperationError that says why
 */
export async function mustBeReachable(
	jid: KnownJid,
	{ sessionId, to, options }: Recipients,
	item: Item,
): Promise<void> {
	if (to.length > 1 && options.replyMessageId) {
		throw item.failure(
			"'Reply to Message ID' works only with one recipient",
			'A message belongs to one chat, and WARest would quote it to everyone else too. Use an item for each recipient.',
		);
	}
	const digits = digitsOf(jid);
	if (jid.endsWith('@g.us')) await mustBeIn(jid, sessionId, item);
	if (digits !== null && options.onlyIfOnWhatsApp) await mustHaveAccount(digits, sessionId, item);
}

const TO_ONESELF =
	'This is the session\'s own number: the message stands in its chat with itself ("Message yourself").';

/**
 * What was sent, as an item: with when, without the server's own word for that ("text success"), with the own number
 * last, and a note if that is the recipient's.
 * @param about the session and the chat
 */
export function sentItem(
	result: IDataObject,
	about: { sessionId: string; chatId: KnownJid },
	item: Item,
): IDataObject {
	const { timestamp, ...made } = withOwnPhone(result);
	delete made.status;
	const sentAt = isoTime(Number(timestamp) * 1000);
	const digits = digitsOf(about.chatId);
	const toOneself = digits !== null && made.ownPhone === phoneOfDigits(digits);
	if (toOneself) item.hint(`A message went to ${phoneOfDigits(digits)}. ${TO_ONESELF}`);
	return ownPhoneLast({
		...about,
		...made,
		sentAt,
		sent: true,
		...(toOneself && { note: TO_ONESELF }),
	});
}
