import type { INodeProperties } from 'n8n-workflow';
import { AT_ONCE } from './effect';
import type { Field, Values } from './field';
import { number, optionalText, options, toggle } from './fields';
import { onceForModels } from './for-models';
import { sendingIn, type Resource } from './operation';
import { shownFor } from './placed';

const clock = (hour: string, minute: string): string | null =>
	Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null;

/** Two times of day: "21:00-08:00", also with a dash, "to" or blanks between them. */
const quietHours = optionalText(
	{
		displayName: 'Quiet Hours',
		placeholder: 'e.g. 21:00-08:00',
		description: 'When nothing is sent',
	},
	(entered) => {
		const [, ...parts] =
			/^\s*(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})\s*$/.exec(entered) ?? [];
		const [from, to] = [clock(parts[0] ?? '99', parts[1]), clock(parts[2] ?? '99', parts[3])];
		return from !== null && to !== null
			? `${from}-${to}`
			: { problem: 'is not two times of day', expected: 'Write both, e.g. 21:00-08:00.' };
	},
);

const fields = {
	parallel: number({
		displayName: 'Items at the Same Time',
		default: AT_ONCE.send,
		min: 1,
		max: 200,
		description: 'Messages to the same chat always go out in order',
	}),
	maxWait: number({
		displayName: 'Max Wait (Minutes)',
		default: 5,
		min: 0,
		max: 1440,
		fractions: true,
		unit: 'minutes',
		description: 'How long an item may wait before it fails. 5 if not set.',
	}),
	timeout: number({
		displayName: 'Timeout (Seconds)',
		default: 150,
		min: 1,
		max: 7200,
		unit: 'seconds',
	}),
	skipDone: toggle({
		displayName: 'Skip Items Already Done',
		default: true,
		description:
			'Whether Retry On Fail skips, and an agent may not repeat, what was or may have been done. On if not set.',
	}),
	pause: number({
		displayName: 'Pause (Seconds)',
		default: 5,
		min: 0,
		max: 3600,
		fractions: true,
		unit: 'seconds',
		description: 'Between two messages of a session',
	}),
	jitter: number({
		displayName: 'Pause Varies By (Percent)',
		default: 30,
		min: 0,
		max: 100,
		unit: 'percent',
		description: 'How much longer a pause may randomly be',
	}),
	dailyCap: number({
		displayName: 'Messages per Day',
		default: 200,
		min: 1,
		description: 'The most that this node sends per session, as far as n8n remembers',
	}),
	quietHours,
};

/** What a person may set for the pace of an operation; undefined what isn't set. */
export type PaceSettings = Partial<Values<typeof fields>>;

/** Whatever a workflow has stored, whether the editor shows it or not. */
export const pace: Field<PaceSettings> = options(fields);

/**
 * The parameters: the editor shows the settings only where many people may be meant, in
 * operations that send. Elsewhere a stored one counts, too.
 */
export function paceParameters(resources: Record<string, Resource>): INodeProperties[] {
	const sends = shownFor(sendingIn(resources), resources);
	const named = { displayName: 'Pace and Limits', name: 'pace', default: {} };
	return [
		...sends.map((show) => ({
			...pace.parameter,
			...named,
			placeholder: 'Add Option',
			...onceForModels(show),
		})),
		{ ...named, type: 'hidden', displayOptions: { hide: Object.assign({}, ...sends) } },
	];
}
