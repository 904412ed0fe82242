// The other side of the comparison, in a process of its own: undici and nothing else.
import { Pool } from 'undici';
import { answerRuns } from './answering';
import type { Request } from './requests';

/** What the loop is asked for. */
export interface BareRun {
	server: string;
	apiKey: string;
	request: Pick<Request, 'method' | 'path' | 'body'>;
	chats: string[];
	/** How many requests run at the same time; 1: one after the other. */
	parallel: number;
}

const pools = new Map<string, Pool>();

function poolFor({ server, parallel }: BareRun): Pool {
	const key = `${server} ${parallel}`;
	const pool = pools.get(key) ?? new Pool(server, { connections: parallel });
	pools.set(key, pool);
	return pool;
}

async function run(asked: BareRun): Promise<number> {
	const { apiKey, request, chats, parallel } = asked;
	const { method, path, body } = request;
	const pool = poolFor(asked);
	const results: unknown[] = [];
	let next = 0;
	const work = async () => {
		while (next < chats.length) {
			const place = next++;
			const response = await pool.request({
				method,
				path: `/api/v1${path.replace('CHAT', encodeURIComponent(chats[place]))}`,
				headers: { 'x-warest-api-key': apiKey, 'content-type': 'application/json' },
				body: body && JSON.stringify(body),
			});
			if (response.statusCode !== 200) throw new Error(`Status ${response.statusCode}`);
			results[place] = await response.body.json();
		}
	};
	const begun = performance.now();
	await Promise.all(Array.from({ length: parallel }, work));
	return performance.now() - begun;
}

answerRuns(run);
