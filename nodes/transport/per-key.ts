/** One of its kind for each key, made when it is first asked for; it lives as long as the process. */
export function perKey<T>(make: () => T): (key: string) => T {
	const all = new Map<string, T>();
	return (key) => {
		const one = all.get(key) ?? make();
		all.set(key, one);
		return one;
	};
}
