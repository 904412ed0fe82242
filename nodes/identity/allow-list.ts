import { isRefusal, type Refusal } from '../whatsapp/refusal';
import { parseChat } from './jid';
import type { KnownJid } from './known';

/** Chats that somebody may use, and those among them that have a name there. */
export interface AllowList {
	/** @param whom as a JID or, of a person, as digits; whatever is neither isn't on the list */
	has(whom: string): boolean;
	/** Whom a name stands for, in upper or lower case; null where it is nobody's. */
	named(name: string): KnownJid | null;
}

const ONE_NUMBER = 'Each name has one number, and is none itself.';

const nameKey = (name: string): string => name.trim().toLowerCase();

/**
 * Reads "name = number" or "number" of each entry, in any usual writing of a number, JID or group ID. The whole list is
 * refused if one entry can't be used, or there is none.
 */
export function allowList(entries: readonly unknown[], countryCode: string): AllowList | Refusal {
	const jids = new Set<string>();
	const names = new Map<string, KnownJid>();
	for (const entry of entries) {
		const text = String(entry).trim();
		const refusal = (problem: string, expected: string): Refusal => ({
			problem: `has an entry, "${text}", ${problem}`,
			expected,
		});
		const [, name, whom = text] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
		const chat = parseChat(whom, countryCode);
		if (isRefusal(chat)) return refusal(`that ${chat.problem}`, chat.expected);
		if (chat.kind === 'lid') {
			return refusal('with a hidden number', 'Take it out: nothing can be sent to it.');
		}
		jids.add(chat.jid);
		if (name === undefined) continue;
		const isNumber = name.trim() === '' || !isRefusal(parseChat(name, countryCode));
		const others = (names.get(nameKey(name)) ?? chat.jid) !== chat.jid;
		if (isNumber || others) return refusal("of which the name can't be used", ONE_NUMBER);
		names.set(nameKey(name), chat.jid);
	}
	return jids.size > 0
		? {
				has: (whom) => jids.has(whom) || jids.has(`${whom}@s.whatsapp.net`),
				named: (name) => names.get(nameKey(name)) ?? null,
			}
		: { problem: 'is empty', expected: 'Its expression gives nothing, so nobody is allowed.' };
}
