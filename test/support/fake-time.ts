/** What Node.js itself needs to go on, and what costs no time. */
const NEVER_FAKED = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
] as const;

/** Only the time of day is what the test says; timers go on as they are. */
export const fakeTimeOfDay = (config: { now?: number; advanceTimers?: boolean } = {}) =>
	jest.useFakeTimers({ doNotFake: [...NEVER_FAKED, 'setTimeout', 'clearTimeout'], ...config });

/** The time of day and `setTimeout` stand still until the test lets them pass. */
export const fakeTimeAndWaits = () => jest.useFakeTimers({ doNotFake: [...NEVER_FAKED] });
