import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../transport/answer';

/** An object; empty where the server put nothing there, or something else. */
export const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

export const textsOf = (value: unknown): string[] =>
	Array.isArray(value)
		? value.filter((entry: unknown): entry is string => typeof entry === 'string')
		: [];

/** A number that may be written as text, or in the two halves of a 64-bit number (docs/warest/webhooks.md#5-3). */
export function numberOrNull(value: unknown): number | null {
	if (isObject(value)) {
		const { low, high } = value;
		const halves = typeof low === 'number' && typeof high === 'number';
		return halves ? high * 2 ** 32 + (low >>> 0) : null;
	}
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Seconds since 1970, as a number or as text, as an ISO time. */
export function isoSeconds(value: unknown): string | null {
	const seconds = numberOrNull(value);
	if (seconds === null || seconds <= 0) return null;
	const date = new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
