/** Something the person at the terminal can fix: its message is one whole line, shown without a stack trace. */
export class Problem extends Error {}

/** The system's own error code (`ENOSPC`, `EADDRINUSE` …) of an error, if it carries one. */
export function systemCode(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}

/** What to tell a person about an error: a problem as it is, a full disk in words, anything else with its stack. */
export function explain(error: unknown): string {
	if (error instanceof Problem) return error.message;
	if (systemCode(error) === 'ENOSPC') {
		return 'The disk is full. Free some space and start again: finished work is kept.';
	}
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
