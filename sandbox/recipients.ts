/** `WAREST_DEFAULT_COUNTRY_CODE` by default. */
export const defaultCountryCode = '62';

/** The digits of a text and nothing else. */
export const digitsOf = (text: string) => text.replace(/\D/g, '');

function jidOfAddress(address: string): string {
	if (/@(s\.whatsapp\.net|g\.us|newsletter|broadcast)$/i.test(address)) return address;
	if (/@c\.us$/i.test(address)) return address.replace(/@c\.us$/i, '@s.whatsapp.net');
	const digits = digitsOf(address);
	return digits === '' ? address : `${digits}@s.whatsapp.net`;
}

/**
 * The server's reading of one recipient, with its defects: a LID becomes somebody's phone number, a
 * leading 0 becomes 62, a list is glued together (docs/warest/chats.md#0-4). Null when nothing is left.
 */
export function chatJidOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	const text = String(value).trim();
	if (text.includes('@')) return jidOfAddress(text);
	const digits = digitsOf(text);
	if (digits === '') return null;
	const number = digits.replace(/^00/, '').replace(/^0+/, defaultCountryCode);
	return `${number}@s.whatsapp.net`;
}

/** All recipients of a `to` in whatever form, each once (docs/warest/messages.md#1-4). */
export function recipientsOf(to: unknown): string[] {
	const jids = flatten(to)
		.map(chatJidOf)
		.filter((jid) => jid !== null);
	return [...new Set(jids)];
}

function flatten(to: unknown): unknown[] {
	if (Array.isArray(to)) return to.flatMap(flatten);
	return typeof to === 'string' ? entriesOf(to) : [to];
}

function entriesOf(list: string): unknown[] {
	try {
		// Also of a lone number, which therefore loses precision above 2^53.
		const parsed: unknown = JSON.parse(list);
		return Array.isArray(parsed) ? parsed.flat(Infinity) : [parsed];
	} catch {
		return list.split(/[,;\n]/);
	}
}

/** A JID without its device suffix. */
export const withoutDevice = (jid: string) => jid.replace(/:\d+(?=@)/, '');

/** The part of a JID before the `@`. */
export const localPart = (jid: string) => withoutDevice(jid).split('@')[0];
