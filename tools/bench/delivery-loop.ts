// What a WARest server does when many people write at once, in a process of its own.
import { createHmac, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { answerRuns } from './answering';
import type { DeliveryRun } from './deliveries';

let last = 0;

async function run({ url, secret, body, count, parallel }: DeliveryRun): Promise<number> {
	const { origin, pathname } = new URL(url);
	const pool = new Pool(origin, { connections: parallel });
	const stamp = randomUUID();
	const { username } = body.session;
	const signed = Array.from({ length: count }, () => {
		const raw = JSON.stringify({ ...body, ts: Date.now() }).replaceAll(
			'MESSAGE-ID',
			`${stamp}-${++last}`,
		);
		const signature = createHmac('sha256', `${secret}${username}`).update(raw).digest('hex');
		return { raw, signature: `HMAC-SHA256=${signature}` };
	});
	let next = 0;
	const work = async () => {
		while (next < signed.length) {
			const { raw, signature } = signed[next++];
			const { statusCode, body: answer } = await pool.request({
				method: 'POST',
				path: pathname,
				headers: { 'content-type': 'application/json', 'x-warest-signature': signature },
				body: raw,
			});
			await answer.dump();
			if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
		}
	};
	const begun = performance.now();
	await Promise.all(Array.from({ length: parallel }, work));
	const milliseconds = performance.now() - begun;
	await pool.close();
	return milliseconds;
}

answerRuns(run);
