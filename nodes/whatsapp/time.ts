/** A time in milliseconds since 1970 as an ISO string in UTC; null for what is no time. */
export function isoTime(milliseconds: unknown): string | null {
	if (typeof milliseconds !== 'number') return null;
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
