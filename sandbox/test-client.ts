import axios from 'axios';
import type { AxiosInstance } from 'axios';
import type { Sandbox } from './server';

/** An HTTP client with a key, which leaves checking the status to the test. */
export const clientOf = ({ url, apiKey }: Sandbox, key = apiKey): AxiosInstance =>
	axios.create({
		baseURL: url,
		validateStatus: () => true,
		proxy: false,
		headers: { 'X-WAREST-API-KEY': key },
	});

interface StreamEvent {
	name: string;
	data: unknown;
}

function eventOf(block: string): StreamEvent {
	const [, name = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
	return { name, data: JSON.parse(data) as unknown };
}

/** Reads the phone's event stream as the page does. */
export class EventStream {
	private readonly stop = new AbortController();
	private readonly events: StreamEvent[] = [];
	private wake: () => void = () => undefined;
	/** Resolves when the server ends the stream or the client leaves it. */
	readonly ended: Promise<void>;

	constructor(url: string) {
		this.ended = this.read(url).catch(() => undefined);
	}

	/** The next event of that name whose data passes; earlier events are forgotten. */
	async next<Data>(name: string, passes: (data: Data) => boolean = () => true): Promise<Data> {
		for (;;) {
			const event = this.events.shift();
			if (!event) await new Promise<void>((resolve) => (this.wake = resolve));
			else if (event.name === name && passes(event.data as Data)) return event.data as Data;
		}
	}

	leave() {
		this.stop.abort();
		return this.ended;
	}

	private async read(url: string) {
		const response = await fetch(url, { signal: this.stop.signal });
		const decoder = new TextDecoder();
		let rest = '';
		for await (const chunk of response.body ?? []) {
			const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
			rest = blocks.pop() ?? '';
			this.events.push(...blocks.map(eventOf));
			this.wake();
		}
	}
}
