import type { Session } from './types';

/** Runs a mutation after all earlier ones of the session, failed or not (docs/warest/chats.md#0-6). */
export function enqueue<Result>(session: Session, job: () => Promise<Result>): Promise<Result> {
	const result = session.queue.then(job);
	session.queue = result.catch(() => undefined);
	return result;
}
