import { fromHtml } from '../../transport/failures/html';

/** An error in one text: what happened, and what to do next. */
export function sentence({
	message,
	description,
}: Error & { description?: string | null }): string {
	return description ? `${message}. ${fromHtml(description)}` : message;
}
