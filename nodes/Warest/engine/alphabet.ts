/** The order of two English titles. A locale's own comparison would have to be loaded at n8n's start. */
export function alphabetically(a: string, b: string): number {
	const [one, other] = [a.toLowerCase(), b.toLowerCase()];
	return one < other ? -1 : Number(one > other);
}
