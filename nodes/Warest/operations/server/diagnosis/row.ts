import { Cancelled } from '../../../../transport/limits/wait-budget';
import { fromHtml } from '../../../../transport/failures/html';

/** One line of the report. */
export interface Row {
	/** What was looked at. */
	check: string;
	/** `unknown`: it can't be known from here, and why stands in the result. */
	status: 'ok' | 'warning' | 'problem' | 'unknown';
	result: string;
	/** What to do; null where there is nothing to do. */
	advice: string | null;
}

export const fine = (check: string, result: string): Row => ({
	check,
	status: 'ok',
	result,
	advice: null,
});

/**
 * What a request failed with, as a line: to fail is what is diagnosed.
 * @throws Cancelled
 */
export function failed(check: string, error: unknown): Row {
	if (error instanceof Cancelled) throw error;
	const { message, description } = error as Error & { description?: string | null };
	const advice = description ? fromHtml(description) : null;
	return { check, status: 'problem', result: message, advice };
}
