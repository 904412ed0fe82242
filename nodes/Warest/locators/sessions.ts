import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { containsWords } from '../../whatsapp/contains';
import { listedSession } from '../operations/sessions/list-sessions.operation';

const STATES: Record<string, string> = {
	connecting: 'waiting for a scan, or connecting',
	reconnecting: 'reconnecting',
	replaced: 'replaced by another client',
	stopped: 'stopped',
};

/** The sessions of the API key by account name and phone number, with their state unless they are connected. */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = await Api.open(this);
	const sessions = (await api.sessions())
		.map(listedSession)
		.sort((a, b) => Number(b.connected) - Number(a.connected));
	const results = sessions.map(({ id, pushName, ownPhone, status, connected }) => {
		// The workflow keeps what is shown for the chosen one, and that it is connected would get old.
		const state = connected ? null : (STATES[String(status)] ?? String(status));
		const about = [ownPhone, state].filter(Boolean).join(', ');
		const name = String(pushName ?? id);
		return { name: about === '' ? name : `${name} (${about})`, value: String(id) };
	});
	return { results: results.filter(({ name, value }) => containsWords(filter, name, value)) };
}
