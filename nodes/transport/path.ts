/** A path below `/api/v1`, made only by {@link path}: each value in it is encoded. */
export type Path = string & { readonly encoded: unique symbol };

/** Builds a request path; an ID put into it can't leave its segment, whatever characters it has. */
export function path(fixed: TemplateStringsArray, ...values: string[]): Path {
	return fixed.reduce(
		(text, part, index) => text + encodeURIComponent(values[index - 1]) + part,
	) as Path;
}
