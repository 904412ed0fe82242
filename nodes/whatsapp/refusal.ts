/** Why a value can't be used: completes the sentence "'Label' …", and says what would be accepted. */
export interface Refusal {
	problem: string;
	expected: string;
}

export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'problem' in value && 'expected' in value;
}
