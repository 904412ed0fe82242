import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../transport/api';

/** Milliseconds. Those that wait at the same time share what is asked so often. */
export const POLL_MS = 2000;

/** Asks for the sessions again and again, for all items of a run that wait for one of them. */
class SessionPoll {
	private askedAt = -Infinity;
	private latest: Promise<IDataObject[]> = Promise.resolve([]);

	/** The sessions as they are now, or were just before. */
	async now(api: Api): Promise<IDataObject[]> {
		if (Date.now() - this.askedAt >= POLL_MS / 2) {
			this.askedAt = Date.now();
			this.latest = api.sessions();
		}
		return await this.latest;
	}
}

/** The poll of this run. */
export const sessionPoll = async (api: Api): Promise<SessionPoll> =>
	await api.once('session poll', async () => await Promise.resolve(new SessionPoll()));
