import type { WhatsAppCall } from '../../sandbox/world/types';

/** A call of the WhatsApp library as the recordings note it. */
export type RecordedCall = Pick<WhatsAppCall, 'method' | 'args'>;

const firstTime = 1_000_000_000;

/** What the library adds to a key; a participant says something only in groups. */
function isIncidental(name: string, { remoteJid }: Record<string, unknown>): boolean {
	if (name === 'rawParticipant' || name === 'participantPn') return true;
	return name === 'participant' && !String(remoteJid).endsWith('@g.us');
}

function plain(value: unknown): unknown {
	if (typeof value === 'number' && value > firstTime) return 'a time';
	if (/^<\d+ bytes>$/.test(String(value))) return 'bytes';
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	const fields = { ...value } as Record<string, unknown>;
	const entries = Object.entries(fields)
		.filter(([name]) => !isIncidental(name, fields))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
}

/** What calls said and to whom, in order, without times. */
export const plainCalls = (calls: RecordedCall[]) =>
	calls.map(({ method, args }) => ({
		method,
		args: args.filter((arg) => arg !== null).map(plain),
	}));

/** Recordings whose calls can't be the same: ids given at random, a text that was shortened. */
export const incomparableCalls = new Set([
	'read-chunks',
	'edit-long-text',
	// Noted under another name; two contacts at the same time.
	'fault-create',
	'contacts-groups-deep',
]);
