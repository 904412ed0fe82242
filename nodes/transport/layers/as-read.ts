import { longerForm } from '../../identity/numbering';
import type { Call } from '../call';

/** How a message is shown, which makes no other one of it. */
const MANNER = new Set(['presence', 'replyMessageId', 'isForwarded']);
/** What people read. */
const PROSE = new Set(['message', 'caption', 'text', 'question', 'groupName']);

/** Words and numbers, "2.50" as one; marks belong to the letters before them. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,:]\p{N}+)*/gu;

/** A JID, or the digits of a person, in the one way for all that they can be written in. */
const sameFor = (whom: string): string => whom.replace(/^\d+(?=@|$)/, longerForm);

/** A text by its words alone; as it is where it has none, such as 👍. */
function words(text: string): string {
	const found = text.normalize('NFKC').toLowerCase().match(WORD);
	return found?.join(' ') ?? text.trim();
}

function reduced([name, value]: [string, unknown]): Array<[string, unknown]> {
	if (MANNER.has(name)) return [];
	if (PROSE.has(name) && typeof value === 'string') return [[name, words(value)]];
	if (name === 'to' && typeof value === 'string') return [[name, sameFor(value)]];
	if (name !== 'participants' || !Array.isArray(value)) return [[name, value]];
	return [[name, value.map((each) => sameFor(String(each))).toSorted()]];
}

/**
 * A change as the one who gets it takes it: a model that tries again writes a text with another full stop, as a reply, or
 * names people in another order, and it is the same all the same.
 */
export function asRead(call: Call): Call {
	const { body, form, recipient } = call;
	return {
		...call,
		...(recipient && { recipient: sameFor(recipient) as typeof recipient }),
		...(body && {
			body: Object.fromEntries(Object.entries(body).flatMap(reduced)) as Call['body'],
		}),
		...(form && { form: form.flatMap((part) => reduced(part) as typeof form) }),
	};
}
