import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebhookBody } from './test-receiver';

const folder = join(__dirname, '../../test/recordings/webhooks');

/** One request of the real server to its receiver. */
interface RecordedDelivery {
	method: string;
	rawHeaders: string[];
	rawBody: string;
	signatureCheck?: { secret: string; hmacKey: string; expectedHex: string };
	body: WebhookBody | null;
	receiverAnswered?: { status: number; body: string };
}

export interface WebhookRecording {
	why: string;
	deliveries: RecordedDelivery[];
	whatsappSocketCalls?: { afterMs: number; method: string; args: unknown[] }[];
}

const read = (name: string) =>
	JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as WebhookRecording;

/** The names of all recordings of what the server delivered. */
export const recordedNames = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''))
	.sort();

/** What the real server delivered, by the recording's name. */
export const recordedDeliveries = (name: string) => read(name).deliveries;

export const recordingOf = read;
