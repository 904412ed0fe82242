import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { callsIn } from './groups-profile';
import type { StoredCalls } from './groups-profile';
import type { RecordedCall } from './whatsapp-calls';

export const parts = [
	'chats-actions',
	'groups-profile',
	'messages-sending',
	'misc',
	'sessions-server',
] as const;

export type Part = (typeof parts)[number];

/** One request to a real WARest 0.3.44 and what it answered. */
export interface Recording {
	part: Part;
	name: string;
	why: string;
	request: {
		method: string;
		/** With the query. */
		path: string;
		json?: unknown;
		/** A body that was no JSON value; the recording has only its size. */
		raw?: { type: string; bytes: number };
		multipart?: { fields: string[]; files: string[] };
	};
	response: {
		status: number;
		/** Missing in a few. */
		headers?: Record<string, string>;
		body: unknown;
	};
	/** What the server asked of WhatsApp; missing in one part, a remark in one recording. */
	whatsappCalls?: RecordedCall[] | string;
}

/** Some parts have the calls of all recordings in one file. */
const callsFile = '_whatsapp-calls.json';

type Stored = Omit<Recording, 'part' | 'name'>;

/** All recordings of one part of the contract, by name. */
export function loadRecordings(part: Part): Recording[] {
	const folder = join(__dirname, part);
	const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	const calls = files.includes(callsFile) ? callsIn(read(callsFile) as StoredCalls) : {};
	return files
		.filter((file) => file !== callsFile)
		.sort()
		.map((file) => {
			const name = file.replace(/\.json$/, '');
			return { whatsappCalls: calls[name], ...(read(file) as Stored), part, name };
		});
}
