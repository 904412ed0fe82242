import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { toHtml } from './html';

/**
 * Shows plain text above the output. All such notes are made here, because n8n shows them as HTML. Older n8n
 * versions have no place for them.
 */
export function showHint(
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	message: string,
	type?: NodeExecutionHint['type'],
): void {
	context.addExecutionHints?.({
		message: toHtml(message),
		location: 'outputPane',
		...(type && { type }),
	});
}
