const DAY_MS = 86_400_000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const shortDate = new Intl.DateTimeFormat('en-GB', {
	day: '2-digit',
	month: '2-digit',
	year: 'numeric',
});
const longDate = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
});

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

// Rounded, because a day on which the clocks change has 23 or 25 hours.
const daysAgo = (date) => Math.round((midnight(new Date()) - midnight(date)) / DAY_MS);

/** The time of a message: "10:42". */
export const timeOfDay = (seconds) => clock.format(seconds * 1000);

/** When a chat was last active: "10:42", "Yesterday", "Mon", "12/11/2026". */
export function chatTime(seconds) {
	const date = new Date(seconds * 1000);
	const days = daysAgo(date);
	if (days === 0) return clock.format(date);
	if (days === 1) return 'Yesterday';
	if (days > 1 && days < 7) return weekday.format(date);
	return shortDate.format(date);
}

/** The separator above a day's messages: "Today", "Yesterday", "12 November 2026". */
export function dayName(seconds) {
	const date = new Date(seconds * 1000);
	return ['Today', 'Yesterday'][daysAgo(date)] ?? longDate.format(date);
}

/** A machine-readable time, as `<time datetime>` needs it. */
export const isoTime = (seconds) => new Date(seconds * 1000).toISOString();
