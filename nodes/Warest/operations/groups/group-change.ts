import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import type { Answer } from '../../../transport/answer';
import type { Call, Explanation } from '../../../transport/call';
import { group } from '../../fields/group';
import { session } from '../../fields/session';
import type { Item } from '../../engine/item';
import { withWords, type Words } from '../whatsapp-words';

/** Session and group: what every operation of one group asks. */
export const ofGroup = { sessionId: session(), groupId: group() };

export interface OfGroup {
	sessionId: string;
	groupId: string;
}

const WORDS: Words = [
	[
		/^item-not-found$/,
		{
			happened: 'The group does not exist, or this session is not in it',
			next: "Choose 'Group' from the list of the session's groups.",
		},
	],
	[
		// Not "Forbidden", which is about the API key.
		/^(forbidden|not-authorized)$|^Bot is not an admin/,
		{
			happened: 'The session is not allowed to do this in the group',
			next: "Most changes need an admin of the group: let one of its admins make the session's account an admin too.",
		},
	],
	[
		/^(gone|not-acceptable|bad-request)$/,
		{
			happened: 'WhatsApp does not accept the invite link',
			next: 'It was revoked or is wrong, or the account was removed from the group: ask for a new link.',
		},
	],
	[
		/^conflict$/,
		{ happened: 'The session is in the group already', next: 'There is nothing to do.' },
	],
];

/** Sends a request about a group; its errors say what WhatsApp means. */
export async function askGroup(call: Call, { api }: Item): Promise<Answer> {
	return await api.send(withWords(call, WORDS));
}

/** The one object that groups answer with. */
export const resultOf = ({ results }: Answer): IDataObject => withOwnPhone(results[0] ?? {});

const NOT_DONE: Explanation = {
	happened: 'WhatsApp did not do it',
	next: 'The session may not be in the group, or not be one of its admins. WARest does not say why.',
};

/**
 * Sends a change of a group. Only the text of its status says that it was done: status codes are the same for
 * failures (docs/warest/groups.md#trap-1, #trap-25).
 * @throws if it was not done.
 */
export async function changeGroup(
	call: Call,
	done: string,
	item: Item,
	{ happened, next }: Explanation = NOT_DONE,
): Promise<IDataObject> {
	const result = resultOf(await askGroup(call, item));
	if (result.status === done) return result;
	throw item.failure(happened, next);
}
