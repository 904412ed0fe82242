/** Takes one line about what is happening. */
export type Report = (line: string) => void;

/** A report that writes to one of the terminal's streams. */
export function reportTo(stream: NodeJS.WritableStream): Report {
	return (line) => void stream.write(`${line}\n`);
}

/** A duration as people say it: `8 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Does one step of the work, and reports its start and how long it took. */
export async function step<T>(report: Report, title: string, work: () => Promise<T>): Promise<T> {
	const begun = Date.now();
	report(`• ${title} …`);
	const result = await work();
	report(`  done in ${duration(Date.now() - begun)}`);
	return result;
}
