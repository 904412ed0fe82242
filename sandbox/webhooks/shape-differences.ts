type Types = Map<string, Set<string>>;

/** Keys that are JIDs differ from message to message. */
const named = (key: string) => (key.includes('@') ? '<jid>' : key);

function collect(value: unknown, path: string, types: Types) {
	if (Array.isArray(value)) {
		note(types, path, 'array');
		for (const each of value) collect(each, `${path}[]`, types);
	} else if (typeof value === 'object' && value !== null) {
		note(types, path, 'object');
		for (const [key, inner] of Object.entries(value)) {
			collect(inner, `${path}.${named(key)}`, types);
		}
	} else {
		note(types, path, value === null ? 'null' : typeof value);
	}
}

const note = (types: Types, path: string, type: string) =>
	types.set(path, (types.get(path) ?? new Set()).add(type));

const typesOf = (values: unknown[]) => {
	const types: Types = new Map();
	for (const value of values) collect(value, '', types);
	return types;
};

const described = (types: Set<string> | undefined) => [...(types ?? ['nothing'])].sort().join('|');

/** Where keys or types of two sets of values differ: `.key.participant: recorded string, got nothing`. */
export function shapeDifferences(recorded: unknown[], got: unknown[]): string[] {
	const expected = typesOf(recorded);
	const actual = typesOf(got);
	return [...new Set([...expected.keys(), ...actual.keys()])]
		.filter((path) => described(expected.get(path)) !== described(actual.get(path)))
		.map(
			(path) =>
				`${path}: recorded ${described(expected.get(path))}, got ${described(actual.get(path))}`,
		)
		.sort();
}
