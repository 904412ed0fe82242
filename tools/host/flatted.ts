/**
 * Reads the format in which n8n stores what an execution did: a list of values in which every text
 * inside an object or a list is the position of the real value.
 */
export function parseFlatted(text: string): unknown {
	const slots = JSON.parse(text) as unknown[];
	const resolved = new Set<number>();
	const at = (position: number): unknown => {
		const slot = slots[position];
		if (typeof slot !== 'object' || slot === null || resolved.has(position)) return slot;
		resolved.add(position);
		const entries = slot as Record<string, unknown>;
		for (const [key, value] of Object.entries(entries)) {
			if (typeof value === 'string') entries[key] = at(Number(value));
		}
		return slot;
	};
	return at(0);
}
