// What a WARest server does when many people write at once, in a process of its own.
import { createHmac, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { answerRuns } from './answering';
import type { DeliveryRun } from './deliveries';

let last = 0;

async function run({ urls, secret, body, count, parallel }: DeliveryRun): Promise<number> {
	const targets = urls.map((url) => new URL(url));
	const pool = new Pool(targets[0].origin, { connections: parallel * urls.length });
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
	const deliver = async (
		{ pathname, search }: URL,
		{ raw, signature }: (typeof signed)[number],
	) => {
		const { statusCode, body: answer } = await pool.request({
			method: 'POST',
			path: `${pathname}${search}`,
			headers: { 'content-type': 'application/json', 'x-warest-signature': signature },
			body: raw,
		});
		await answer.dump();
		if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
	};
	const work = async () => {
		while (next < signed.length) {
			const request = signed[next++];
			await Promise.all(targets.map(async (target) => await deliver(target, request)));
		}
	};
	const begun = performance.now();
	await Promise.all(Array.from({ length: parallel }, work));
	const milliseconds = performance.now() - begun;
	await pool.close();
	return milliseconds;
}

answerRuns(run);
