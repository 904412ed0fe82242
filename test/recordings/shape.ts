/** Keys and types of a value: `{"id":"string","tags":["null","string"]}`, arrays as sets. */
export function shapeOf(value: unknown): string {
	return JSON.stringify(describeShape(value));
}

type Shape = string | Shape[] | { [key: string]: Shape };

function describeShape(value: unknown): Shape {
	if (value === null) return 'null';
	if (Array.isArray(value)) {
		const shapes = new Map(value.map((element) => [shapeOf(element), describeShape(element)]));
		return [...shapes.keys()].sort().map((key) => shapes.get(key) ?? 'null');
	}
	if (typeof value !== 'object') return typeof value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, describeShape(inner)]));
}
