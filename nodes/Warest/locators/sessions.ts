import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { contains } from '../../whatsapp/contains';
import { listedSession } from '../operations/sessions/list-sessions.operation';

const STATES: Record<string, string> = {
	open: 'connected',
	connecting: 'waiting for a scan, or connecting',
	reconnecting: 'reconnecting',
	replaced: 'replaced by another client',
	stopped: 'stopped',
};

/** The sessions of the API key: state, account name and phone number; connected ones first. */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = await Api.open(this);
	const sessions = (await api.sessions())
		.map(listedSession)
		.sort((a, b) => Number(b.connected) - Number(a.connected));
	const results = sessions.map(({ id, pushName, ownPhone, status }) => {
		const state = STATES[String(status)] ?? String(status);
		// The state first: the editor cuts what is too long.
		const about = [state, pushName, ownPhone].filter(Boolean).join(', ');
		return { name: `${id} (${about})`, value: String(id) };
	});
	return { results: results.filter(({ name }) => contains(filter, name)) };
}
