type Job = () => Promise<void>;

/** Jest loads the setup and the teardown separately; all they share is the global object. */
const shared = globalThis as typeof globalThis & { warestCleanUp?: Job[] };

/** Registers something to be done when the tests are over, before what was registered earlier. */
export function atTheEnd(job: Job): void {
	(shared.warestCleanUp ??= []).unshift(job);
}

/** Does everything that was registered. */
export async function cleanUp(): Promise<void> {
	for (const job of shared.warestCleanUp?.splice(0) ?? []) await job();
}
