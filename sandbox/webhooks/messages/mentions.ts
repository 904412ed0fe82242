import { defaultCountryCode, localPart } from '../../recipients';
import type { Session } from '../../world/types';
import { node, unwrapped } from './kind';
import type { Wire } from './kind';

/** What the server does to mentions: text and content are changed too, and the originals are gone. */
export interface Mentions {
	jids: string[];
	/** What was replaced, next to the message. */
	info: { normalized: string[]; replacements: [string, string][] };
}

const shortestNumber = 10;

/** Numbers that start with 8 or 0 are taken for Indonesian ones without a country code (docs/warest/webhooks.md#5-1). */
function numberOf(digits: string): string {
	if (digits.startsWith('8')) return defaultCountryCode + digits;
	return digits.startsWith('0') ? digits.replace(/^0+/, defaultCountryCode) : digits;
}

/** The phone JID that a mention becomes; null for those that are dropped. */
function normalized(session: Session, jid: string): string | null {
	if (jid.endsWith('@lid')) {
		return [...session.contacts.values()].find(({ lid }) => lid === jid)?.jid ?? null;
	}
	const number = numberOf(localPart(jid));
	return number.length < shortestNumber ? null : `${number}@s.whatsapp.net`;
}

/** Reads the mentions of a message, and rewrites it as the server does. */
export function rewriteMentions(session: Session, wire: Wire): { wire: Wire } & Mentions {
	const content = unwrapped(wire);
	const contextInfo = node(node(content, 'extendedTextMessage'), 'contextInfo');
	const mentioned = Array.isArray(contextInfo.mentionedJid)
		? contextInfo.mentionedJid.map(String)
		: [];
	const pairs = mentioned.map((jid): [string, string | null] => [jid, normalized(session, jid)]);
	const jids = pairs.flatMap(([, jid]) => jid ?? []);
	const replacements = pairs.flatMap(([before, after]): [string, string][] =>
		after === null || after === before
			? []
			: [
					[localPart(before), localPart(after)],
					[`${localPart(before)}@lid`, after],
				],
	);
	const info = { normalized: jids, replacements };
	if (mentioned.length === 0) return { wire, jids, info };
	const replaced = (text: string) =>
		replacements.reduce((result, [from, to]) => result.replaceAll(`@${from}`, `@${to}`), text);
	const extended = node(content, 'extendedTextMessage');
	const rewritten = {
		...extended,
		text: replaced(String(extended.text)),
		contextInfo: { ...contextInfo, mentionedJid: jids },
	};
	return { wire: replaceContent(wire, rewritten), jids, info };
}

function replaceContent(wire: Wire, extendedTextMessage: Wire): Wire {
	if ('extendedTextMessage' in wire) return { ...wire, extendedTextMessage };
	return Object.fromEntries(
		Object.entries(wire).map(([name, value]) => {
			const inner = node({ value }, 'value');
			if (!('message' in inner)) return [name, value];
			const message = replaceContent(node(inner, 'message'), extendedTextMessage);
			return [name, { ...inner, message }];
		}),
	);
}
