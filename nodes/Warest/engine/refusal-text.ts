/** What is said of a value that can't be used: "'Label' is …", and the value. */
export function refusalText(label: string, value: unknown, problem: string): string {
	const shown = typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? '');
	const blank = shown.replace(/^"|"$/g, '').trim() === '';
	const quoted = blank ? '' : `: "${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}"`;
	return `'${label}' ${problem}${quoted}`;
}
