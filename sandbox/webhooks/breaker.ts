const mostFailures = 5;
const breakMs = 60_000;
const muteMs = 900_000;

interface Line {
	/** Failed attempts in a row. */
	failures: number;
	/** Milliseconds of the sandbox's clock; events before are dropped. */
	closedUntil: number;
}

/**
 * Stops what goes to a URL that fails: one minute after five failed attempts, 15 after a 401 or 403.
 * One for the whole server process, by the exact text of the URL (docs/warest/webhooks.md#6-3).
 */
export class Breaker {
	private readonly lines = new Map<string, Line>();

	constructor(private readonly now: () => number) {}

	/** Whether an event to this URL would be dropped now. */
	isOpen = (url: string) => this.now() < this.stateOf(url).closedUntil;

	/** How often a URL failed in a row, and until when it gets nothing; 0 is not at all. */
	stateOf(url: string): Readonly<Line> {
		return this.lines.get(url) ?? { failures: 0, closedUntil: 0 };
	}

	succeeded(url: string) {
		this.lines.delete(url);
	}

	failed(url: string, status: number | null) {
		const { failures, closedUntil } = this.stateOf(url);
		const muted = status === 401 || status === 403;
		const broken = failures + 1 >= mostFailures;
		const wait = muted ? muteMs : broken ? breakMs : 0;
		this.lines.set(url, {
			failures: failures + 1,
			closedUntil: Math.max(closedUntil, wait && this.now() + wait),
		});
	}

	/** As after a restart of the server. */
	reset() {
		this.lines.clear();
	}
}
