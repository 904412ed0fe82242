import type { IExecuteFunctions } from 'n8n-workflow';
import { showHint } from '../../transport/failures/execution-hint';
import type { PaceSettings } from './pace';
import type { Output } from './item';

/** Shorter waits aren't worth mentioning. */
const WORTH_A_WORD_MS = 1000;

/** Milliseconds, by reason. */
export type Waits = ReadonlyMap<string, number>;

const told = (waits: Waits) =>
	[...waits]
		.filter(([, milliseconds]) => milliseconds >= WORTH_A_WORD_MS)
		.map(([why, milliseconds]) => ({ seconds: Math.round(milliseconds / 1000), for: why }));

/** If the person has set a pace, the output says how long each item waited, and why. */
export function withWaits(output: Output, waits: Waits, settings: PaceSettings): Output {
	if (settings.pause === undefined && settings.quietFrom === undefined) return output;
	return output.map((entry) => ({ ...entry, json: { ...entry.json, waited: told(waits) } }));
}

/** The waits of the whole run, as notes above the output. */
export function hintWaits(context: IExecuteFunctions, waits: Waits): void {
	for (const { seconds, for: why } of told(waits)) {
		showHint(context, `The items waited ${seconds} s in all for ${why}.`);
	}
}
