import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import type { Refusal } from '../../../whatsapp/refusal';
import type { Field } from '../../engine/field';
import { text } from '../../engine/fields';
import { session } from '../../fields/session';
import type { Item } from '../../engine/item';
import { askGroup, resultOf } from './group-change';

const LINK =
	/^(?:(?:https?:\/\/)?(?:chat\.)?whatsapp\.com\/(?:invite\/)?|whatsapp:\/\/chat\/?\?code=)?([a-z0-9]+)\/?(?:[?&#].*)?$/i;
const SHORTEST_CODE = 10;

/** The server takes the first long run of letters in a text for the code (docs/warest/groups.md#2-c). */
function inviteLink(entered: string): string | Refusal {
	const [, code = ''] = LINK.exec(entered.trim()) ?? [];
	return code.length >= SHORTEST_CODE
		? `https://chat.whatsapp.com/${code}`
		: {
				problem: 'is not a group invite link',
				expected: 'It looks like https://chat.whatsapp.com/HdG6gkUp2hL5qUVfTq3xYz.',
			};
}

const link: Field<string> = {
	...text(
		{
			displayName: 'Invite Link',
			placeholder: 'e.g. https://chat.whatsapp.com/HdG6gkUp2hL5qUVfTq3xYz',
			description: "The group's invite link, or the code at its end",
		},
		inviteLink,
	),
	names: 'link',
	byModel: { describes: 'Invite link of a group' },
};

/** Session and invite link. */
export const ofInvite = { sessionId: session(), inviteLink: link };

interface OfInvite {
	sessionId: string;
	inviteLink: string;
}

/**
 * The group that an invite link leads to (docs/warest/groups.md#endpoint-15).
 * @throws if WhatsApp knows no group by it: the server answers with nulls then.
 */
export async function invited(values: OfInvite, item: Item): Promise<IDataObject> {
	const { sessionId, inviteLink: link } = values;
	const call = read(path`/group/join-via-link`, { sessionId, inviteLink: link });
	const result = resultOf(await askGroup(call, item));
	if (typeof result.groupId === 'string') return { groupPicture: null, ...result };
	throw item.failure(
		'WhatsApp knows no group by this invite link',
		'It was revoked or is incomplete: ask for a new link. If you are sure it is right, WhatsApp may not have answered: try again in a moment.',
	);
}
