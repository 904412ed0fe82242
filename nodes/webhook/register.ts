import { addressFrom, freshUrl, partsOf, withoutQuery } from './address';

/**
 * The triggers of one n8n that share the webhook of a session, in the order in which they joined. The register stands
 * in the webhook's own URL, where every process of n8n and every restart finds it: WARest delivers to the first, the
 * head; the others stand in its query, `?with=<name>,<name>`. Nobody signs that query, so nothing but names is taken
 * from it: each address is built from the head's own.
 */
export interface Register {
	/** The head's address, without a query. */
	head: string;
	/** The names of the others. */
	others: readonly string[];
}

/** So many share a webhook besides the head. */
const MOST_OTHERS = 19;

/** Marks the name of somebody who listens for a test event. */
const TEST = 't.';
/** What a segment for test addresses ends with in n8n. */
const TEST_ENDING = '-test';

/** n8n's webhook ID. */
const NAME = /^(?:t\.)?[A-Za-z0-9_-]{1,64}$/;

/** Whether a text can be a name in a register: nothing else becomes a part of an address. */
export const isName = (text: string): boolean => NAME.test(text);

export const isTest = (name: string): boolean => name.startsWith(TEST);

/** The name of a trigger: its webhook ID; null where the address has none that can stand in a register. */
export function nameOf(address: string): string | null {
	const parts = partsOf(address);
	if (!parts) return null;
	const name = parts.segment.endsWith(TEST_ENDING) ? `${TEST}${parts.id}` : parts.id;
	return isName(name) ? name : null;
}

/** The address of a member of the same n8n as `neighbour`, which has any address there. */
export function addressOf(name: string, neighbour: string): string {
	const { n8n = '', segment = '' } = partsOf(neighbour) ?? {};
	const live = segment.endsWith(TEST_ENDING) ? segment.slice(0, -TEST_ENDING.length) : segment;
	return isTest(name)
		? addressFrom({ n8n, segment: `${live}${TEST_ENDING}`, id: name.slice(TEST.length) })
		: addressFrom({ n8n, segment: live, id: name });
}

/** Names as they stand in a register: each once, only those that can be one. */
export const namesIn = (text: string): string[] =>
	[...new Set(text.split(','))].filter(isName).slice(0, MOST_OTHERS);

/** Who shares the webhook with this URL. Older versions registered a head alone. */
export function registerIn(url: string): Register {
	const head = withoutQuery(url);
	const names = namesIn(new URLSearchParams(url.slice(head.length + 1)).get('with') ?? '');
	return { head, others: names.filter((name) => name !== nameOf(head)) };
}

/** The URL that has the register in it, as a text that the server has not seen. */
export function urlOf({ head, others }: Register, now: number): string {
	const url = freshUrl(head, now);
	return others.length > 0 ? `${url}&with=${others.join(',')}` : url;
}

/** The names of all, the head's first. */
export const membersOf = ({ head, others }: Register): string[] =>
	[nameOf(head), ...others].filter((name) => name !== null);

/** The members besides the one at `address`, without those who only listen for a test event. */
export const liveOthers = (members: readonly string[], address: string): string[] =>
	members.filter((name) => name !== nameOf(address) && !isTest(name));

/** The register of these members, the first of which is the head; null if there is none. */
export function registerOf(
	[first, ...others]: readonly string[],
	neighbour: string,
): Register | null {
	return first === undefined ? null : { head: addressOf(first, neighbour), others };
}

/**
 * The register with one more member at its end, but before those who only listen for a test event; null if it is full,
 * or the address has no name that can stand in it.
 */
export function joined(register: Register, address: string): Register | null {
	const name = nameOf(address);
	const members = membersOf(register);
	if (name === null || addressOf(name, register.head) !== address) return null;
	if (members.includes(name)) return register;
	if (members.length > MOST_OTHERS) return null;
	const [tests, live] = [true, false].map((test) =>
		[...members, name].filter((member) => isTest(member) === test),
	);
	return registerOf([...live, ...tests], address);
}

/** The register without a member, whose place as head the next one takes; null if nobody is left. */
export function without(register: Register, address: string): Register | null {
	const name = nameOf(address);
	return registerOf(
		membersOf(register).filter((member) => member !== name),
		register.head,
	);
}
