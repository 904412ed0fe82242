/** The sandbox's only source of time, so that windows and time-outs can be tested without sleeping. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Moves the clock forward. */
	advance(milliseconds: number): void;
	/** Stops the clock where it is; `advance` still moves it. */
	freeze(): void;
}

/** A clock that starts at `startAt` (now, if not given) and runs with real time until it is frozen. */
export function createClock(startAt = Date.now()): Clock {
	let offset = startAt - Date.now();
	let frozenAt: number | null = null;
	const now = () => frozenAt ?? Date.now() + offset;
	return {
		now,
		advance(milliseconds) {
			if (frozenAt === null) offset += milliseconds;
			else frozenAt += milliseconds;
		},
		freeze() {
			frozenAt = now();
		},
	};
}

/** Whole seconds since the epoch, the unit of nearly all times in answers. */
export const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
