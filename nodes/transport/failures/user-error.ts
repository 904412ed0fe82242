import { NodeError, NodeOperationError, type INode } from 'n8n-workflow';
import { toHtml } from './html';

/**
 * The error for a person: `message` says what happened, `hint` what to do next. All errors with a hint are made
 * here or in `errors.ts`, because n8n shows the hint as HTML: given as plain text, it is escaped.
 * @param itemIndex the input item that it is about
 */
export const userError = (
	node: INode,
	message: string,
	hint: string,
	{ itemIndex }: { itemIndex?: number } = {},
): NodeOperationError =>
	new NodeOperationError(node, message, { itemIndex, description: toHtml(hint) });

/** Adds plain text to the end of what an error tells to do next. */
export function addHint(error: NodeError, hint: string): void {
	// n8n's own descriptions don't all end in a full stop.
	const said = error.description?.replace(/(?<=[\p{L}\p{N}'"])$/u, '.');
	error.description = [said, toHtml(hint)].filter(Boolean).join(' ');
}

/** The same error with `text` for all that it says: of an error, n8n gives a model nothing but its message. */
export function inOneMessage(error: Error, text: string): Error {
	error.message = text;
	if (error instanceof NodeError) error.description = null;
	return error;
}
