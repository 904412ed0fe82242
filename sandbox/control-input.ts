import type { Delay, Fault, FaultAction } from './faults';
import type { Fields } from './parameters';
import { textOf } from './parameters';

/** A control call that makes no sense, e.g. for a session that doesn't exist. */
export class ControlError extends Error {}

/** A text that is required. */
export function requiredText(body: Fields, name: string): string {
	const value = textOf(body[name]);
	if (value === null) throw new ControlError(`"${name}" is missing`);
	return value;
}

/** A list of texts, possibly empty. */
export function textsOf(body: Fields, name: string): string[] {
	const value = body[name];
	if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value;
	throw new ControlError(`"${name}" is a list of texts`);
}

/** A required number of at least 0. */
export function requiredNumber(body: Fields, name: string): number {
	const value = body[name];
	if (typeof value === 'number' && value >= 0) return value;
	throw new ControlError(`"${name}" is a number of at least 0`);
}

/** One of a few words. */
export function requiredWord<Word extends string>(
	body: Fields,
	name: string,
	words: readonly Word[],
): Word {
	const word = words.find((candidate) => candidate === body[name]);
	if (word === undefined) throw new ControlError(`"${name}" is one of ${words.join(', ')}`);
	return word;
}

const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null ? { ...value } : {};

const kinds = ['answer', 'cut-before', 'cut-after', 'cut-midway'] as const;

function actionOf(action: Fields): FaultAction {
	const kind = requiredWord(action, 'kind', kinds);
	if (kind !== 'answer') return { kind };
	const headers = Object.entries(fieldsOf(action.headers)).map(([name, value]) => [
		name,
		String(value),
	]);
	return {
		kind,
		status: requiredNumber(action, 'status'),
		headers: Object.fromEntries(headers),
		body: action.body,
		html: textOf(action.html) ?? undefined,
	};
}

/** A fault as `POST /control/faults` takes it. */
export function faultOf(body: Fields): Fault {
	return {
		method: textOf(body.method) ?? undefined,
		path: textOf(body.path) ?? undefined,
		times: body.times === undefined ? undefined : requiredNumber(body, 'times'),
		action: actionOf(fieldsOf(body.action)),
	};
}

/** A delay as `POST /control/delays` takes it. */
export const delayOf = (body: Fields): Delay => ({
	path: requiredText(body, 'path'),
	milliseconds: requiredNumber(body, 'milliseconds'),
});
