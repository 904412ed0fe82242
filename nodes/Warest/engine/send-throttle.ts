import { tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { Line, type Ended, type Gate } from '../../transport/limits/gate';
import { perKey } from '../../transport/per-key';
import type { Call } from '../../transport/call';
import type { Obstacle } from '../../transport/limits/wait-budget';
import type { PaceSettings } from './pace';

const PAUSE = 'the pause between messages';
const QUIET = 'the end of the quiet hours';
const CAP = 'the next day';

/** The messages of one session: when the next one may go, and who waits for that. */
class Pauses {
	/** Milliseconds since 1970. */
	nextAt = 0;
	readonly line = new Line<true>();
}

/** By server and session. */
const pausesOf = perKey(() => new Pauses());

/** How many messages a node has sent in a session on a day. */
interface Count {
	day: string;
	sent: number;
}

/**
 * By workflow, node and session. What n8n stores with a workflow is no place for it: what the trigger keeps there
 * would be overwritten.
 */
const countOf = perKey((): Count => ({ day: '', sent: 0 }));

/** "HH:MM" of two times compare like their texts. */
function isQuiet(time: string, from: string, to: string): boolean {
	return from <= to ? time >= from && time < to : time >= from || time < to;
}

const never = (message: string, hint: string): Obstacle => ({
	milliseconds: Infinity,
	why: CAP,
	refusal: { message, hint },
});

const sessionOf = ({ session = '' }: Call): string => session;

/**
 * The pace that a person sets for messages, so that the account doesn't look like a robot's: a pause, quiet hours
 * and a daily cap, for each session. Only what this n8n process has sent since its start is known.
 * @param server its address and key, as text
 * @param longer what a person can do to allow a longer wait, after "or"
 */
export function sendThrottle(
	context: IExecuteFunctions,
	settings: PaceSettings,
	server: string,
	longer?: string,
): Gate {
	const orLonger = longer === undefined ? '' : `, or ${longer}`;
	const { quietHours, dailyCap, pause, jitter = 0 } = settings;
	const now = () => tryToParseDateTime(new Date(), context.getTimezone());
	const today = () => now().toFormat('yyyy-MM-dd');
	const pauses = (call: Call) => pausesOf(`${server} ${sessionOf(call)}`);
	const count = (call: Call): Count => {
		const node = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
		const counted = countOf(`${node} ${sessionOf(call)}`);
		const day = today();
		if (counted.day !== day) Object.assign(counted, { day, sent: 0 });
		return counted;
	};

	function untilLoud(): Obstacle | null {
		if (quietHours === undefined) return null;
		const [quietFrom, quietTo] = quietHours.split('-');
		const time = now();
		if (!isQuiet(time.toFormat('HH:mm'), quietFrom, quietTo)) return null;
		const [hour, minute] = quietTo.split(':').map(Number);
		const sameDay = time.set({ hour, minute, second: 0, millisecond: 0 });
		const end = sameDay > time ? sameDay : sameDay.plus({ days: 1 });
		return {
			milliseconds: end.toMillis() - time.toMillis(),
			why: QUIET,
			refusal: {
				message: `It is within the quiet hours, ${quietFrom} to ${quietTo}`,
				hint: `Run it again after ${quietTo}${orLonger}.`,
			},
		};
	}

	function capped(call: Call): Obstacle | null {
		if (dailyCap === undefined || count(call).sent < dailyCap) return null;
		return never(
			`The session '${sessionOf(call)}' has sent its ${dailyCap} messages of today ('Messages per Day')`,
			"Run it again after midnight in the workflow's time zone.",
		);
	}

	function untilDue(call: Call, ticket: number): Obstacle | null {
		if (pause === undefined) return null;
		const { nextAt, line } = pauses(call);
		const time = Date.now();
		const ahead = line.countBefore(ticket) * pause * 1000;
		const milliseconds = Math.max(nextAt, time) + ahead - time;
		if (milliseconds <= 0) return null;
		line.join(ticket, true);
		const seconds = Math.ceil(milliseconds / 1000);
		return {
			milliseconds,
			why: PAUSE,
			refusal: {
				message: `The message would have to wait ${seconds} s for its turn ('Pause')`,
				hint: `Send less at a time${orLonger}.`,
			},
		};
	}

	function begin(session: Pauses, seconds: number): (ended: Ended) => void {
		const before = session.nextAt;
		const next = Date.now() + seconds * 1000 * (1 + (Math.random() * jitter) / 100);
		session.nextAt = next;
		return ({ mayBeDone }) => {
			if (!mayBeDone && session.nextAt === next) session.nextAt = before;
		};
	}

	function add(counted: Count): (ended: Ended) => void {
		const { day } = counted;
		counted.sent += 1;
		return ({ mayBeDone }) => {
			if (!mayBeDone && counted.day === day) counted.sent -= 1;
		};
	}

	const leave = (call: Call, ticket: number) => pauses(call).line.leave(ticket);
	return {
		obstacle: (call, ticket) => {
			// Only a message that waits for nothing but the pause has a place in its line.
			leave(call, ticket);
			return capped(call) ?? untilLoud() ?? untilDue(call, ticket);
		},
		pass: (call) => {
			const paused = pause === undefined ? null : begin(pauses(call), pause);
			const counted = dailyCap === undefined ? null : add(count(call));
			return (ended) => {
				paused?.(ended);
				counted?.(ended);
			};
		},
		leave,
	};
}
