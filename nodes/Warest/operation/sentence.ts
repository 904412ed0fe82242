/** An error in one text: what happened, and what to do next. */
export function sentence({
	message,
	description,
}: Error & { description?: string | null }): string {
	return description ? `${message}. ${description}` : message;
}
