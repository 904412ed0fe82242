import { serve, type Listening } from '../../sandbox/listening';

/** Where the recorded preflights went. */
export const recordedReceiver = 'http://127.0.0.1:7390';

/** A webhook target like the recorded one: `/fail` answers 500, `/slow` never, all else 200. */
export async function startReceiver(): Promise<Listening> {
	const statuses: Record<string, number | null> = { '/fail': 500, '/slow': null };
	return await serve((req, res) => {
		const known = statuses[req.url ?? ''];
		const status = known === undefined ? 200 : known;
		if (status !== null) res.writeHead(status).end();
	});
}
