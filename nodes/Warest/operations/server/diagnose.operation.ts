import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { describedSession } from '../sessions/described-session';
import { clocks } from './diagnosis/clocks';
import { limits } from './diagnosis/limits';
import { failed, fine, type Row } from './diagnosis/row';
import { versions } from './diagnosis/versions';
import { wayBack } from './diagnosis/way-back';
import { webhook } from './diagnosis/webhooks';

/** Of so many sessions the webhook is looked at, one request for each. */
const MOST_WEBHOOKS = 10;

const SERVER = 'WARest server';
const KEY = 'API key';

/** Whether somebody answers who is WARest, and what time it is there. */
async function reach({ api }: Item): Promise<{ rows: Row[]; isThere: boolean }> {
	const start = Date.now();
	try {
		const { results } = await api.send(read(path`/server/ping`));
		const took = Date.now() - start;
		const rows = [
			fine(SERVER, `WARest at ${api.address} answers`),
			clocks(results[0]?.timestamp, start + took / 2),
		];
		return { rows, isThere: true };
	} catch (error) {
		return { rows: [failed(SERVER, error)], isThere: false };
	}
}

function sessionRow(session: IDataObject, sessions: IDataObject[]): Row {
	const { sessionId, connected, state, advice, name, ownPhone } = describedSession(
		session,
		sessions,
	);
	const account = [name, ownPhone].filter(Boolean).join(', ');
	return {
		check: `Session '${String(sessionId)}'`,
		status: connected === true ? 'ok' : 'problem',
		result: account === '' ? String(state) : `${String(state)} (${account})`,
		advice: advice as string | null,
	};
}

/** The sessions, and who has their webhooks. */
async function ofSessions(sessions: IDataObject[], { api, n8nAddress }: Item): Promise<Row[]> {
	if (sessions.length === 0) {
		const result = 'This API key has no session';
		const advice = 'Create one with Sessions → Create Session.';
		return [{ check: 'Sessions', status: 'warning', result, advice }];
	}
	const ordered = sessions.toSorted(
		(a, b) => Number(b.status === 'open') - Number(a.status === 'open'),
	);
	const rows = ordered.map((session) => sessionRow(session, sessions));
	const heard = [];
	for (const { id } of ordered.slice(0, MOST_WEBHOOKS)) {
		const found = await webhook(String(id), n8nAddress, api);
		rows.push(found.row);
		if (found.heard) heard.push(found.heard);
	}
	if (ordered.length > MOST_WEBHOOKS) {
		const result = `Looked at for ${MOST_WEBHOOKS} of ${ordered.length} sessions`;
		const advice = 'Sessions → Get Session says it of each of the others.';
		rows.push({ check: 'Other webhooks', status: 'unknown', result, advice });
	}
	return [...rows, await wayBack(heard, n8nAddress, api)];
}

const ORDER: Array<Row['status']> = ['problem', 'warning', 'unknown', 'ok'];

const worstFirst = (rows: Row[]): Row[] =>
	rows.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));

async function report(item: Item): Promise<Row[]> {
	const { api } = item;
	const { rows, isThere } = await reach(item);
	if (!isThere) return rows;
	let sessions: IDataObject[];
	try {
		sessions = await api.sessions();
	} catch (error) {
		return [...rows, failed(KEY, error)];
	}
	rows.push(fine(KEY, 'WARest accepts the API key'), await versions(api), limits(api));
	return [...rows, ...(await ofSessions(sessions, item))];
}

/**
 * At most 14 requests. What it finds out, it reports; it only fails where there is nothing to diagnose with.
 * See docs/warest/server.md#1-4, #v1, docs/warest/webhooks.md#1-4.
 */
export const diagnose = operation({
	name: 'Diagnose',
	action: 'Diagnose why something does not work',
	effect: 'read',
	risk: 'reads',
	description:
		'Check server, API key, limits, sessions, webhooks and the way back to this n8n, with advice. Nothing is sent to WhatsApp.',
	fields: {},
	run: async (_values, item) =>
		items(
			worstFirst(await report(item)).map(({ result, advice, ...row }) => ({
				...row,
				result: item.api.safe(result),
				// In a table, null looks like an error.
				advice: item.api.safe(advice ?? ''),
			})),
		),
});
