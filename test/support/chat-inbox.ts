import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import {
	decodeQuestion,
	encodeQuestion,
	QUESTION_EVENT,
	questionMessageIn,
	timedOutBody,
	verdictIn,
	type Verdict,
	type WaitingQuestion,
} from '../../nodes/Warest/send-and-wait/protocol';
import { resumeUrl } from '../../nodes/Warest/send-and-wait/resume';
import { isSigned, signatureOf } from '../../nodes/WarestTrigger/receiving/signature';
import { listen, type Listening } from '../../sandbox/listening';
import type { Account } from './warest';

const TRIGGER = 'a-webhook-id/warest';

/** Registered as the webhook of a session: what a WARest Trigger does for questions that wait, and no more. */
export class ChatInbox {
	readonly questions = new Map<string, string>();
	/** What the waiting nodes said, oldest first; null for an answer that is none. */
	readonly verdicts: Array<Verdict | null> = [];
	/** How many question messages it takes before it forgets what it is told. */
	remembers = Infinity;
	private base = '';
	private readonly paths = new Map<string, RequestListener>();
	/** The last delivery, as it came. */
	last = { body: '', signature: '' };

	private constructor(
		private readonly place: Listening,
		readonly secret: string,
	) {}

	static async start({ baseUrl, apiKey }: Account, sessionId: string): Promise<ChatInbox> {
		const server = createServer();
		const place = await listen(server);
		const secret = createHmac('sha256', apiKey)
			.update(`n8n-nodes-warest trigger ${TRIGGER}`)
			.digest('hex');
		const inbox = new ChatInbox(place, secret);
		server.on('request', (request, response) => {
			for (const [path, take] of inbox.paths) {
				if (request.url?.startsWith(path)) return void take(request, response);
			}
			void readAll(request)
				.then(async (raw) => await inbox.take(raw, String(request.headers['x-warest-signature'])))
				.then((answer) => response.end(JSON.stringify(answer)));
		});
		await fetch(`${baseUrl}/api/v1/session/${sessionId}/config`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'X-WAREST-API-KEY': apiKey },
			body: JSON.stringify({
				webhookUrl: `${place.url}/webhook/${TRIGGER}`,
				webhookSecret: secret,
			}),
		});
		return inbox;
	}

	get origin(): string {
		return this.place.url;
	}

	/** Hands the requests below a path to something else of this n8n. */
	serve(path: string, take: RequestListener): void {
		this.paths.set(path, take);
	}

	async close(): Promise<void> {
		await this.place.close();
	}

	/** The only question that waits. */
	get question(): WaitingQuestion {
		const [line] = this.questions.values();
		return decodeQuestion(line)!;
	}

	/** Brings a body to the question that waits, whoever signed it. */
	async bring(body: string, signature: string, more: object = {}): Promise<Verdict | null> {
		const { question } = this;
		const warest = { body, signature, trigger: TRIGGER, tries: question.tries, ...more };
		const response = await fetch(resumeUrl(this.base, question), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ warest }),
		});
		const verdict = verdictIn(await response.json().catch(() => null));
		this.verdicts.push(verdict);
		if (verdict && 'tries' in verdict) {
			this.questions.set(question.id, encodeQuestion({ ...question, tries: verdict.tries }));
		}
		return verdict;
	}

	/** Brings the last delivery once more. */
	async again(more: object = {}): Promise<Verdict | null> {
		return await this.bring(this.last.body, this.last.signature, more);
	}

	/** Says that the time of the question is over. */
	async timeOut(): Promise<Verdict | null> {
		const body = timedOutBody(this.question.id, Date.now());
		return await this.bring(body, signatureOf(body, this.secret));
	}

	private async take(raw: string, signature: string): Promise<object> {
		const { event, data, session } = JSON.parse(raw) as {
			event: string;
			data: object;
			session: { username?: string };
		};
		const isGenuine = isSigned(signature, Buffer.from(raw), this.secret, session.username ?? '');
		if (!isGenuine) return { accepted: false };
		if (event !== QUESTION_EVENT) {
			this.last = { body: raw, signature };
			if (this.questions.size > 0) await this.bring(raw, signature);
			return { accepted: true };
		}
		const message = questionMessageIn({ ...data })!;
		if ('put' in message && this.remembers-- > 0) {
			this.base = message.base;
			this.questions.set(message.put.id, encodeQuestion(message.put));
		}
		if ('drop' in message) this.questions.delete(message.drop);
		if ('put' in message) return this.lineOf(message.put.id);
		return this.lineOf('find' in message ? message.find : '');
	}

	private lineOf(id: string): object {
		return { accepted: true, question: this.questions.get(id) ?? null };
	}
}
