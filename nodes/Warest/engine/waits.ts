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
	if (settings.pause === undefined && settings.quietHours === undefined) return output;
	return output.map((entry) => ({ ...entry, json: { ...entry.json, waited: told(waits) } }));
}

/** How many items of a run waited, and how long at most, by what for. */
export class RunWaits {
	private readonly byReason = new Map<string, { items: number; longest: number }>();

	/** Adds what one item waited. */
	add(waits: Waits): void {
		for (const { seconds, for: why } of told(waits)) {
			const { items, longest } = this.byReason.get(why) ?? { items: 0, longest: 0 };
			this.byReason.set(why, { items: items + 1, longest: Math.max(longest, seconds) });
		}
	}

	/** Tells the person, above the output, with how many messages were sent meanwhile. No sum: items may wait at the same time, and the run takes no longer for that. */
	hint(context: IExecuteFunctions, sent: number): void {
		const all = context.getInputData().length;
		const waits = [...this.byReason].map(([why, { items, longest }]) => {
			const who = all === 1 ? 'The item' : `${items} of ${all} items`;
			return `${who} waited for ${why}: ${all === 1 ? '' : 'up to '}${longest} s.`;
		});
		if (waits.length === 0) return;
		const done = sent === 1 ? 'One message was sent.' : `${sent} messages were sent.`;
		showHint(context, [...(sent > 0 ? [done] : []), ...waits].join(' '));
	}
}
