/** One of its kind for each key, which names a server and an API key; it lives as long as the process. */
export function perServer<T>(make: () => T): (key: string) => T {
	const all = new Map<string, T>();
	return (key) => {
		const one = all.get(key) ?? make();
		all.set(key, one);
		return one;
	};
}
