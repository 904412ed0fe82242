import type { IExecuteFunctions } from 'n8n-workflow';
import { showHint } from '../../transport/failures/execution-hint';
import type { PaceSettings } from './pace';
import type { Output } from './item';

/** Shorter waits are not worth a word. */
const WORTH_A_WORD_MS = 1000;

/** Milliseconds, by what was waited for. */
export type Waits = ReadonlyMap<string, number>;

const told = (waits: Waits) =>
	[...waits]
		.filter(([, milliseconds]) => milliseconds >= WORTH_A_WORD_MS)
		.map(([why, milliseconds]) => ({ seconds: Math.round(milliseconds / 1000), for: why }));

/** With a pace that the person has set, the output items of an item say how long it waited, and what for. */
export function withWaits(output: Output, waits: Waits, settings: PaceSettings): Output {
	if (settings.pause === undefined && settings.quietFrom === undefined) return output;
	return output.map((entry) => ({ ...entry, json: { ...entry.json, waited: told(waits) } }));
}

/** What was waited for in all, as notes above the output. */
export function hintWaits(context: IExecuteFunctions, waits: Waits): void {
	for (const { seconds, for: why } of told(waits)) {
		showHint(context, `The items waited ${seconds} s in all for ${why}.`);
	}
}
