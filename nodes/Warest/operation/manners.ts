import { tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import type { Patience } from '../../transport/patience';
import { userError } from '../../transport/user-error';
import type { PaceSettings } from '../fields/pace';

const PAUSE = 'the pause between messages';
const QUIET = 'the end of the quiet hours';

/** When each session may send its next message, in milliseconds since 1970. */
const nextAt = new Map<string, number>();

/** How many messages a node has sent in a session on a day. */
interface Count {
	day: string;
	sent: number;
}

/** By workflow, node and session. What n8n stores with a workflow is no place for it: see the trigger's Memory. */
const counts = new Map<string, Count>();

/** "HH:MM" of two times compare like their texts. */
function isQuiet(time: string, from: string, to: string): boolean {
	return from <= to ? time >= from && time < to : time >= from || time < to;
}

/**
 * The pace that a person sets for messages, so that the account doesn't look like a robot's: a pause, quiet hours
 * and a daily cap, for each session. Only what this n8n process has sent since its start is known.
 */
export class Manners {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly settings: PaceSettings,
		private readonly patience: Patience,
		private readonly item: { index: number; server: string },
	) {}

	/** Waits until a message of the session is due, and counts it. */
	async admit(sessionId: string): Promise<void> {
		await this.keepQuiet();
		await this.pause(sessionId);
		this.count(sessionId);
	}

	private refusal(happened: string, next: string): Error {
		return userError(this.context.getNode(), happened, `Nothing was sent. ${next}`, {
			itemIndex: this.item.index,
		});
	}

	private now() {
		return tryToParseDateTime(new Date(), this.context.getTimezone());
	}

	private async keepQuiet(): Promise<void> {
		const { quietFrom, quietTo } = this.settings;
		if (quietFrom === undefined && quietTo === undefined) return;
		if (quietFrom === undefined || quietTo === undefined) {
			throw this.refusal(
				'Only one end of the quiet hours is set',
				"Set 'Quiet Hours From' and 'Quiet Hours To', or neither.",
			);
		}
		const now = this.now();
		if (!isQuiet(now.toFormat('HH:mm'), quietFrom, quietTo)) return;
		const [hour, minute] = quietTo.split(':').map(Number);
		const today = now.set({ hour, minute, second: 0, millisecond: 0 });
		const end = today > now ? today : today.plus({ days: 1 });
		if (await this.patience.wait(end.toMillis() - now.toMillis(), QUIET)) return;
		throw this.refusal(
			`It is within the quiet hours, ${quietFrom} to ${quietTo}`,
			`Run it again after ${quietTo}, or allow a longer 'Max Wait' under 'Pace and Limits'.`,
		);
	}

	private count(sessionId: string): void {
		const { dailyCap } = this.settings;
		if (dailyCap === undefined) return;
		const { context } = this;
		const key = `${context.getWorkflow().id ?? ''}/${context.getNode().id} ${sessionId}`;
		const day = this.now().toFormat('yyyy-MM-dd');
		const known = counts.get(key);
		const sent = known?.day === day ? known.sent : 0;
		if (sent >= dailyCap) {
			throw this.refusal(
				`The session '${sessionId}' has sent its ${dailyCap} messages of today ('Messages per Day')`,
				"Run it again after midnight in the workflow's time zone.",
			);
		}
		counts.set(key, { day, sent: sent + 1 });
	}

	private async pause(sessionId: string): Promise<void> {
		const { pause, jitter = 0 } = this.settings;
		if (pause === undefined) return;
		const key = `${this.item.server} ${sessionId}`;
		const now = Date.now();
		const due = Math.max(now, nextAt.get(key) ?? 0);
		const length = pause * 1000 * (1 + (Math.random() * jitter) / 100);
		nextAt.set(key, due + length);
		if (await this.patience.wait(due - now, PAUSE)) return;
		// Nothing goes out, so the next one need not wait for it.
		nextAt.set(key, (nextAt.get(key) ?? 0) - length);
		throw this.refusal(
			`The message would have to wait ${Math.ceil((due - now) / 1000)} s for its turn ('Pause')`,
			"Send less at once, or allow a longer 'Max Wait' under 'Pace and Limits'.",
		);
	}
}
