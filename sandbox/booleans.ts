const words: Record<string, boolean> = {
	'1': true,
	true: true,
	yes: true,
	y: true,
	on: true,
	'0': false,
	false: false,
	no: false,
	n: false,
	off: false,
};

/** Reads a boolean as the server does; what it doesn't know becomes the default (docs/warest/chats.md#0-8). */
export function readBoolean(value: unknown, fallback: boolean): boolean {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string' && typeof value !== 'number') return fallback;
	return words[String(value).trim().toLowerCase()] ?? fallback;
}
