/** A path below `/api/v1`, made only by {@link path}: each value in it is encoded. */
export type Path = string & { readonly encoded: unique symbol };

/** "." and ".." mean another folder in every URL, also when they are encoded. */
export const isSegment = (value: string): boolean => !/^\.{0,2}$/.test(value);

/**
 * Builds a request path; an ID put into it can't leave its segment, whatever characters it has.
 * @throws for the few values that no encoding keeps in place: "", "." and "..".
 */
export function path(fixed: TemplateStringsArray, ...values: string[]): Path {
	for (const value of values) {
		if (!isSegment(value)) throw new Error(`"${value}" cannot be part of a request path`);
	}
	return fixed.reduce(
		(text, part, index) => text + encodeURIComponent(values[index - 1]) + part,
	) as Path;
}
