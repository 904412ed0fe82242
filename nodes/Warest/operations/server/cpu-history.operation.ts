import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { isoTime } from '../../../whatsapp/time';
import { choice, options } from '../../engine/fields';
import { operation } from '../../engine/operation';

const PERIODS = [
	{ name: '1 Hour', value: '1h' },
	{ name: '12 Hours', value: '12h' },
	{ name: '24 Hours', value: '24h' },
	{ name: '30 Days', value: '30d' },
	{ name: '6 Hours', value: '6h' },
	{ name: '7 Days', value: '7d' },
] as const;
const INTERVALS = [
	{ name: '1 Hour', value: '1h' },
	{ name: '1 Minute', value: '1m' },
	{ name: '15 Minutes', value: '15m' },
	{ name: '30 Minutes', value: '30m' },
	{ name: '5 Minutes', value: '5m' },
] as const;

type Period = (typeof PERIODS)[number]['value'];
type Interval = (typeof INTERVALS)[number]['value'];

/** One item for each interval, with the figures of the whole period beside it. */
function samples(history: IDataObject): IDataObject[] {
	const { data, period, interval, averageUsagePercent, maxUsagePercent } = history;
	return objectsIn(data).map(({ timestamp, usagePercent }) => ({
		time: isoTime(Number(timestamp) * 1000),
		timestamp,
		usagePercent,
		period,
		interval,
		averageUsagePercent,
		maxUsagePercent,
	}));
}

/** See docs/warest/server.md#v4. */
export const cpuHistory = operation({
	name: 'CPU History',
	action: 'Get CPU history',
	effect: 'read',
	risk: 'reads',
	description:
		'Get the processor load since WARest started, by intervals. Needs the API key of an admin.',
	fields: {
		options: options({
			interval: choice<Interval>({
				displayName: 'Interval',
				default: '5m',
				description: 'How much time one item covers. Five minutes if not set.',
				options: INTERVALS,
			}),
			period: choice<Period>({
				displayName: 'Period',
				default: '1h',
				description: 'How far to look back. One hour if not set.',
				options: PERIODS,
			}),
		}),
	},
	request: ({ options: { period, interval } }) =>
		read(path`/server/cpu-history`, { period, interval }),
	output: ({ results }) => results.flatMap(samples),
});
