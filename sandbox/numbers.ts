export interface Range {
	min: number;
	max: number;
	fallback: number;
}

/**
 * Reads a number as the server does: `''`, `null` and `[]` are 0, only what isn't a number at all is
 * the default, and everything is clamped (docs/warest/chats.md#c1, #c3).
 */
export function readNumber(value: unknown, { min, max, fallback }: Range): number {
	const number = typeof value === 'symbol' ? NaN : Number(value);
	return Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : fallback;
}
