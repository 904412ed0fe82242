/** Why a value can't be used: completes the sentence "'Label' …", and says what would be accepted. */
export interface Refusal {
	refused: string;
	allowed: string;
}

export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'refused' in value;
}
