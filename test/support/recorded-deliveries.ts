import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

const FOLDER = join(__dirname, '../recordings/webhooks');

/** One request of a real server to a webhook, exactly as it came. */
export interface RecordedDelivery {
	/** Its recording, and its place in it. */
	name: string;
	headers: Record<string, string>;
	raw: Buffer;
	body: { event: string; data: IDataObject; ts: number; session: IDataObject };
	secret: string;
}

interface Recording {
	deliveries?: Array<{
		method: string;
		rawHeaders: string[];
		rawBody: string;
		signatureCheck: { secret: string };
	}>;
}

const headersOf = (raw: string[]): Record<string, string> =>
	Object.fromEntries(
		raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1]]] : [])),
	) as Record<string, string>;

/** Every recorded request that has a body, by the name of its recording. */
export function recordedDeliveries(): RecordedDelivery[] {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
	return files.flatMap((file) => {
		const { deliveries = [] } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording;
		return deliveries
			.filter(({ rawBody }) => rawBody !== '')
			.map(({ rawHeaders, rawBody, signatureCheck }, index) => ({
				name: `${file.replace(/\.json$/, '')} ${index + 1}`,
				headers: headersOf(rawHeaders),
				raw: Buffer.from(rawBody),
				body: JSON.parse(rawBody) as RecordedDelivery['body'],
				secret: signatureCheck.secret,
			}));
	});
}
