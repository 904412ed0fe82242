import { localPart } from './recipients';
import type { Business } from './world/people';

const time = (minutes: number | undefined) =>
	minutes === undefined
		? null
		: [Math.floor(minutes / 60), minutes % 60]
				.map((part) => String(part).padStart(2, '0'))
				.join(':');

const parts = (text: string | undefined, separators: RegExp) =>
	(text ?? '')
		.split(separators)
		.map((part) => part.trim())
		.filter((part) => part !== '');

/** A business profile as the server shows it; all empty for those who have none (docs/warest/profile.md#3-a). */
export function businessView(jid: string, business: Business | null) {
	const { timezone, business_config: days } = business?.business_hours ?? {};
	return {
		jid,
		phone: localPart(jid),
		email: business?.email ?? null,
		address: business?.address ?? null,
		categories: parts(business?.category, /[;,/|]/),
		businessHoursTimezone: timezone ?? null,
		businessHours: (days ?? []).map(({ day_of_week, mode, open_time, close_time }) => ({
			day_of_week: day_of_week ?? null,
			mode: mode ?? null,
			open_time: time(open_time),
			close_time: time(close_time),
		})),
		description: business?.description ?? null,
		websites: business?.website ?? [],
		wid: business?.wid ?? null,
	};
}

export type BusinessView = ReturnType<typeof businessView>;

/** What `/business-profile` alone does to descriptions. */
export const polished = (view: BusinessView): BusinessView => ({
	...view,
	description:
		view.description
			?.replace(/[\r\n\t]/g, ' ')
			.replaceAll('"', '\u201d')
			.replaceAll("'", '\u2019') ?? null,
});
