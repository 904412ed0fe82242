import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import type { Refusal } from '../../../whatsapp/refusal';
import { options, optionalText, text } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { MEASURED_VERSION } from '../../../transport/server-facts';

const SCHEDULE: Refusal = {
	problem: 'is not a time of day',
	expected: 'Write it as HH:MM with 24 hours, e.g. 02:30, or 0 to cancel the daily restart.',
};
const TIMEZONE: Refusal = {
	problem: 'is not a time zone',
	expected: 'Write a name such as Asia/Jakarta or an offset such as +07:00.',
};

function isZone(timeZone: string): boolean {
	try {
		return /^[+-]\d{2}:\d{2}$/.test(timeZone) || Boolean(Intl.DateTimeFormat('en', { timeZone }));
	} catch {
		return false;
	}
}

/** See docs/warest/server.md#v7. What is set cannot be read from the server again. */
export const scheduleRestart = operation({
	name: 'Schedule Daily Restart',
	action: 'Schedule daily restart',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		'Restart WARest every day at the same time, or no longer. Replaces the earlier setting. Needs the API key of an admin.',
	fields: {
		schedule: text(
			{
				displayName: 'Schedule',
				placeholder: 'e.g. 02:30',
				description: 'Time of day as HH:MM with 24 hours, or 0 to cancel the daily restart',
			},
			(entered) => {
				const time = entered.trim();
				return /^(0|([01]?\d|2[0-3]):[0-5]\d)$/.test(time) ? time : SCHEDULE;
			},
		),
		options: options({
			reason: optionalText({
				displayName: 'Reason',
				placeholder: 'e.g. Nightly maintenance',
				description: `A note, which WARest ${MEASURED_VERSION} does not keep for daily restarts`,
			}),
			timezone: optionalText(
				{
					displayName: 'Time Zone',
					placeholder: 'e.g. Asia/Jakarta',
					description: "Zone of the time. The server's own if not set.",
				},
				(entered) => (isZone(entered.trim()) ? entered.trim() : TIMEZONE),
			),
		}),
	},
	run: async ({ schedule, options: entered }, item) => {
		const { results, message } = await item.api.send(
			post(path`/server/restart/scheduled`, { schedule, ...entered }),
		);
		const [set] = results;
		if (!set) {
			const cancelled = message === 'Scheduled restart cancelled';
			return [{ json: { scheduledRestart: null, cancelled, message } }];
		}
		const { nextRestartAt, timestamp } = set;
		if (Date.parse(String(nextRestartAt)) <= Number(timestamp) * 1000) {
			item.hint(
				'The server took a time in the past for the next restart, as some builds of Node.js do in the first hour of the day (UTC): it restarts at once. Choose another time.',
			);
		}
		return [{ json: { ...set, message } }];
	},
});
