import type { Api } from '../../../../transport/api';
import { objectsIn } from '../../../../transport/answer';
import { PREFLIGHT_FAILED } from '../../../../transport/server-facts';
import { configure } from '../../../../webhook/stored';
import { failed, fine, type Row } from './row';
import type { Heard } from './webhooks';

const CHECK = 'From WARest to n8n';

const isLocal = (address: string) =>
	/^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(URL.canParse(address) ? new URL(address).host : '');

const REACHABLE =
	"The address must be one that the WARest server can reach, without a redirect; it comes from n8n's setting WEBHOOK_URL. Inside Docker, localhost is the container of WARest itself.";

/** What WARest says of its own test request to the address of a trigger, which stores nothing and starts nothing. */
async function tested({ sessionId, address }: Heard, api: Api): Promise<Row> {
	try {
		const { status, results } = await api.send({
			...configure(sessionId, { preflight: true }),
			changes: false,
			accepts: [PREFLIGHT_FAILED],
		});
		if (status !== 400) return fine(CHECK, `WARest reaches this n8n at ${address}`);
		const [attempt = {}] = objectsIn(results[0]?.results);
		const isAnswered = attempt.status !== undefined;
		return {
			check: CHECK,
			status: 'problem',
			result: isAnswered
				? `WARest's test request to ${address} was answered with status ${String(attempt.status)}`
				: `WARest can't reach this n8n at ${address}: ${String(attempt.error)}`,
			advice:
				attempt.status === 404
					? 'The workflow that had it may not be published any more, or the address leads to another server. Publish the workflow again.'
					: REACHABLE,
		};
	} catch (error) {
		return failed(CHECK, error);
	}
}

/** Without a trigger there is no address that would answer. */
function untested(n8n: string, api: Api): Row {
	const result = `Not known: no workflow of this n8n has the webhook of a session. The addresses of its triggers begin with ${n8n}`;
	const isStranger = isLocal(n8n) && !isLocal(api.address);
	return {
		check: CHECK,
		status: isStranger ? 'warning' : 'unknown',
		result,
		advice: isStranger
			? `For WARest, that is its own machine. ${REACHABLE}`
			: 'WARest tries the address when a workflow with a WARest Trigger is published, and the trigger says what came of it.',
	};
}

/** Whether WARest reaches this n8n, where it delivers to it: tried once, on behalf of all sessions. */
export const wayBack = async ([first]: Heard[], n8n: string, api: Api): Promise<Row> =>
	first ? await tested(first, api) : untested(n8n, api);
