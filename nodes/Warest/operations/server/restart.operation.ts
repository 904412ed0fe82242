import { post } from '../../../transport/call';
import { path } from '../../../transport/path';
import { number, options, optionalText } from '../../engine/fields';
import { operation } from '../../engine/operation';

/** The server itself only stops; something else must start it again (docs/warest/server.md#v6). */
const STOPS_ONLY = /^(docker|pm2)$/;

/** See docs/warest/server.md#v6: the server counts in seconds and silently cuts to 1.5 and 1800. */
export const restart = operation({
	name: 'Restart',
	action: 'Restart server',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		"Restart WARest, for all sessions and users. A restart can't be cancelled. Needs the API key of an admin.",
	fields: {
		options: options({
			delayMs: number({
				displayName: 'Delay',
				default: 4000,
				min: 1500,
				max: 1_800_000,
				unit: 'milliseconds, 30 minutes at most',
				description: 'How many milliseconds to wait before the restart. 4000 if not set.',
			}),
			reason: optionalText({
				displayName: 'Reason',
				placeholder: 'e.g. Update of the server',
				description: "Note for the server's log",
			}),
		}),
	},
	run: async ({ options: { delayMs, reason } }, item) => {
		const { results, message } = await item.api.send(
			post(path`/server/restart`, {
				...(delayMs !== undefined && { delaySeconds: delayMs / 1000 }),
				...(reason !== undefined && { reason }),
			}),
		);
		const [result = {}] = results;
		if (result.restartInitiated === false) {
			item.hint(
				`A restart was already scheduled for ${String(result.scheduledAt)}: it stays at that time, whatever delay you entered.`,
			);
		} else if (STOPS_ONLY.test(String(result.restartStrategy))) {
			item.hint(
				`WARest only stops itself: it comes back if ${String(result.restartStrategy)} is set to start it again.`,
			);
		}
		return [{ json: { ...result, message } }];
	},
});
