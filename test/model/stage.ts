import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { triggerOfAnotherProcess } from '../support/another-process';
import { startEngine } from '../support/engine';
import { serve, type Listening } from '../../sandbox/listening';
import { TriggerHost } from '../support/trigger-host';
import type { Account } from '../support/warest';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { lifelikeWebhooks } from '../../sandbox/webhooks/settings';
import { open } from '../../sandbox/world/lifecycle';
import { createGroup } from '../../sandbox/world/groups';
import type { Session, WebhookConfig } from '../../sandbox/world/types';
import { membersOf, registerIn } from '../../nodes/webhook/register';
import {
	BUDI,
	KNOWN_PERSON,
	LID_OF_A_KNOWN_PERSON,
	LID_OF_A_MEMBER,
	LIDS,
	MINUTE,
	SECOND,
	SESSION,
	TEAM,
	Violation,
	WRITERS,
	type Writer,
} from './scene';
import { Talk } from './talk';
import { VirtualTime } from './virtual-time';
import { Wire } from './wire';

/** How a history begins. */
export interface Beginning {
	/** What the option 'Replace Other Webhook' of the trigger is. */
	takeOver: boolean;
	/** Whether the workflow of the other n8n is a copy of this one, with its webhook ID. */
	isCopy: boolean;
	/** Whether a second workflow of the same n8n comes and goes on the session. */
	isShared: boolean;
	/** Whether workflows of that n8n ask people in their chats. */
	hasQuestions: boolean;
	/** Which processes of that n8n take what comes to its live addresses. */
	takers: 'main' | 'main and another' | 'two others';
	/** By it the dice fall that decide which of them takes a request. */
	luck: number;
}

/** Whole numbers from 0 on, as if by chance, but the same each time. */
function dice(seed: number) {
	let state = seed;
	return (sides: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}

/** What the session has stored for its webhook, and whose that is. */
type Slot = WebhookConfig & { owner: Owner };

interface Change {
	from: Slot;
	to: Slot;
}

/** Who has the webhook of the session. */
export type Owner = 'nobody' | 'trigger' | 'test' | 'second' | 'program' | 'other';

/** The marks of as much as n8n stores: the trigger has been active for long. */
const LONG_TAKEN = Array.from({ length: 2400 }, (_, index) => String(index).padStart(8, '-')).join(
	'',
);

/** How all texts begin but what is said to questions, which {@link Talk} judges. */
const NUMBERED = 'message ';

/** A WARest, the n8n whose trigger is watched, another n8n, another program, and the people who write. */
export class Stage {
	readonly time: VirtualTime;
	trigger!: TriggerHost;
	/** Another workflow of the same n8n. */
	second!: TriggerHost;
	/** How many messages were written before that was published first; null until then. */
	secondSince: number | null = null;
	/** Since when it hears nothing, once it was published; what it has missed until it is published again, it catches up. */
	private secondAwaySince: number | null = null;
	other!: TriggerHost;
	talk!: Talk;
	account!: Account;
	private otherAccount!: Account;
	private messages = 0;
	/** Each time the program comes with another URL, which no earlier end of it has muted. */
	private programs = 0;
	private changes: Change[] = [];
	private hasErased = false;
	/** How many checks in a row found the trigger deaf, and how much it had said before. */
	private deaf = { checks: 0, said: 0 };
	/** What ended with an error that a person sees: activations, failed executions. */
	readonly errors: string[] = [];
	/** The texts that people wrote, and when each was written. */
	readonly written: string[] = [];
	/** Those that a question may have taken for an answer that doesn't fit. */
	private readonly maybeTries = new Set<string>();

	/** The trigger as other processes of the n8n that is watched have it. */
	private readonly elsewhere = [triggerOfAnotherProcess(), triggerOfAnotherProcess()];

	private constructor(
		private readonly wire: Wire,
		readonly sandbox: Sandbox,
		private readonly program: Listening,
		private readonly programAnswer: { status: number },
	) {
		this.time = new VirtualTime(wire);
	}

	static async open(): Promise<Stage> {
		await startEngine();
		const wire = new Wire();
		wire.install();
		const sandbox = await startSandbox({
			world: 'empty',
			webhooks: { ...lifelikeWebhooks, jitterMs: 0 },
			behaviour: { connectMs: 300, storeMs: 800, largestPage: 8, compresses: false },
		});
		const answer = { status: 200 };
		const program = await serve((request, response) => {
			request.resume();
			response.writeHead(answer.status).end('{}');
		});
		const stage = new Stage(wire, sandbox, program, answer);
		stage.time.install();
		return stage;
	}

	async close(): Promise<void> {
		this.time.uninstall();
		this.wire.uninstall();
		await this.program.close();
		await this.sandbox.close();
	}

	/** A new history: nobody remembers an earlier one, the trigger is active and has been for long. */
	async begin({ takeOver, isCopy, takers, luck }: Beginning): Promise<void> {
		this.time.nextBeginning();
		this.wire.mend();
		this.messages = 0;
		this.deaf = { checks: 0, said: 0 };
		this.errors.length = 0;
		this.written.length = 0;
		this.maybeTries.clear();
		this.talk = new Talk(this);
		const { world, control, webhooks } = this.sandbox;
		control.resetRequests();
		webhooks.forget();
		webhooks.breaker.reset();
		world.sessions.clear();
		const account = { phone: '6281200457010', device: 1, name: 'Shop', lid: '118230457010' };
		const session = world.addSession({ id: SESSION, owner: 'bob', account });
		this.changes = [];
		this.hasErased = false;
		this.noteChanges(session);
		open(world, session, account);
		for (const digits of LIDS) {
			const lid = `${digits}@lid`;
			session.contacts.set(lid, { jid: lid, name: 'Somebody', lid: null });
		}
		const lid = `${LID_OF_A_KNOWN_PERSON}@lid`;
		session.contacts.set(KNOWN_PERSON, { jid: KNOWN_PERSON, name: 'Known', lid });
		createGroup({
			session,
			id: TEAM,
			subject: 'Team',
			creation: world.nowSeconds() - 86_400,
			members: [
				{ id: `${account.phone}@s.whatsapp.net`, admin: 'superadmin' },
				{ id: BUDI, admin: null },
				{ id: `${LID_OF_A_MEMBER}@lid`, admin: null },
			],
		});
		this.account = { baseUrl: this.sandbox.url, apiKey: '' };
		this.otherAccount = { ...this.account };
		await this.changeKey();
		const events = ['message', 'answer'];
		const options = { catchUp: true, takeOver };
		this.trigger = await TriggerHost.start(this.account, { events, options });
		this.second = this.trigger.addWorkflow();
		this.secondSince = null;
		this.secondAwaySince = null;
		for (const host of takers === 'main' ? [] : this.ours) {
			const withMain = takers === 'main and another';
			const choose = dice(luck);
			host.leaveWebhooksTo(this.elsewhere.slice(withMain ? 1 : 0), { withMain, choose });
		}
		const webhookId = isCopy ? this.trigger.webhookId : undefined;
		this.other = await TriggerHost.start(this.otherAccount, { events }, webhookId);
		await this.time.until(this.trigger.activate());
		if (takers !== 'main') this.trigger.memory = { ...this.trigger.memory, taken: LONG_TAKEN };
		await this.time.pass(MINUTE);
		await this.time.until(this.trigger.poll());
		this.takeChanges();
	}

	async end(): Promise<void> {
		await this.trigger.close();
		await this.other.close();
		// What is still under way would reach the next history.
		await this.time.pass(2 * MINUTE);
	}

	get session(): Session {
		return this.sandbox.control.session(SESSION);
	}

	/** Runs what a person or n8n does; an error is shown to a person. */
	async attempt(work: Promise<unknown>): Promise<boolean> {
		try {
			await this.time.until(work);
			return true;
		} catch (error) {
			if (error instanceof Violation) throw error;
			this.errors.push((error as Error).message);
			return false;
		}
	}

	/** Writes so many messages, one after the other. */
	async write(writer: Writer, count = 1): Promise<void> {
		for (let index = 0; index < count; index++) {
			const text = this.nextText();
			if (this.talk.isAskedIn(WRITERS[writer].chatId)) this.maybeTries.add(text);
			this.sandbox.control.incoming(SESSION, { ...WRITERS[writer], text });
			await this.time.quiet();
		}
	}

	/** Each of so many people who never wrote before writes a message, all in the same second. */
	async flood(people: number): Promise<void> {
		const messages = Array.from({ length: people }, () => {
			const text = this.nextText();
			return { chatId: `62812${String(10_000_000 + this.messages)}@s.whatsapp.net`, text };
		});
		for (const message of messages) this.sandbox.control.incoming(SESSION, message);
		await this.time.quiet();
	}

	private nextText(): string {
		const text = `${NUMBERED}${++this.messages}`;
		this.written.push(text);
		return text;
	}

	/** Lets time pass; n8n listens for a test event for two minutes at most. */
	async pass(milliseconds: number): Promise<void> {
		await this.time.pass(milliseconds);
		if (this.trigger.isListening && milliseconds >= 2 * MINUTE) {
			await this.attempt(this.trigger.stopListening());
		}
	}

	/** Publishes the workflow that is watched. */
	async publish(): Promise<boolean> {
		const isPublished = await this.attempt(this.trigger.activate());
		if (isPublished && !this.isIn(this.slot.url, this.second)) this.talk.firstIsAlone();
		return isPublished;
	}

	/** Publishes the second workflow. */
	async publishSecond(): Promise<boolean> {
		const before = this.written.length;
		const now = Date.now();
		const isPublished = await this.attempt(this.second.activate());
		if (!isPublished) return false;
		this.secondSince ??= before;
		const isAlone = !this.isIn(this.slot.url, this.trigger);
		if (isAlone) this.talk.secondIsAlone(this.secondAwaySince ?? now);
		this.secondAwaySince = null;
		return true;
	}

	async unpublishSecond(): Promise<void> {
		this.secondAwaySince ??= Date.now();
		await this.attempt(this.second.deactivate());
	}

	/** One of n8n's regular polls. */
	async check(): Promise<void> {
		await this.attempt(this.trigger.poll());
		this.judgeHearing();
	}

	/** Does something while a poll is under way, once it has made so many requests. */
	async checkWhile(requests: number, act: () => Promise<unknown>): Promise<void> {
		const log = this.sandbox.requests;
		const from = log.length;
		const meanwhile: Array<Promise<unknown>> = [];
		log.push = (...entries) => {
			if (meanwhile.length === 0 && log.length + entries.length >= from + requests) {
				meanwhile.push(act().catch((error: Error) => this.errors.push(error.message)));
			}
			return Array.prototype.push.apply(log, entries);
		};
		await this.attempt(this.trigger.poll());
		Reflect.deleteProperty(log, 'push');
		await this.attempt(Promise.all(meanwhile));
	}

	/** A person asks the server for something over its API. */
	async ask(method: 'get' | 'post', path: string, body?: object): Promise<IDataObject> {
		const headers = { 'X-WAREST-API-KEY': this.account.apiKey };
		const url = `${this.sandbox.url}${path}`;
		const asked = axios.request<IDataObject>({ method, url, data: body, headers });
		return (await this.time.until(asked)).data;
	}

	/** Another program sets the webhook of the session. */
	async programTakes(): Promise<void> {
		this.programAnswer.status = 200;
		const webhookUrl = `${this.program.url}/hook/${++this.programs}`;
		const body = { webhookUrl, webhookSecret: 'secret-of-the-program' };
		await this.ask('post', `/api/v1/session/${SESSION}/config`, body);
	}

	/** It is gone for good at the next event; emptying the webhook would not last (docs/warest/webhooks.md#7-2). */
	async programLeaves(): Promise<void> {
		await this.programTakes();
		this.programAnswer.status = 410;
		await this.write('Budi');
	}

	async reconnect(): Promise<void> {
		await this.ask('get', `/api/v1/session/reconnect?sessionId=${SESSION}`);
		await this.pass(SECOND);
	}

	/** The server gets another API key, and all who use it are told. */
	async changeKey(): Promise<void> {
		const body = { username: 'bob', password: 'bobsecret' };
		const { apiKey } = await this.ask('post', '/api/auth/login', body);
		this.account.apiKey = String(apiKey);
		this.otherAccount.apiKey = String(apiKey);
	}

	/** n8n's process ends; at its port nobody listens, or a proxy answers that it knows nothing. */
	crash({ isBehindProxy }: { isBehindProxy: boolean }): void {
		for (const host of this.ours) host.crash();
		this.talk.isAway = true;
		if (this.secondSince !== null) this.secondAwaySince ??= Date.now();
		this.deaf = { checks: 0, said: this.said };
		if (!isBehindProxy) this.wire.cut(Number(new URL(this.trigger.url).port));
	}

	/** n8n's process starts; nothing is active in it yet. */
	start(): void {
		this.wire.mend();
		this.talk.isAway = false;
		for (const host of this.ours) host.boot();
	}

	/** The workflows of the n8n that is watched. */
	get ours(): TriggerHost[] {
		return [this.trigger, this.second];
	}

	private ownerOf({ url }: WebhookConfig): Owner {
		const address = url.replace(/\?.*$/, '');
		if (address === '') return 'nobody';
		if (address === this.trigger.url) return 'trigger';
		if (address === this.trigger.testUrl) return 'test';
		if (address === this.second.url) return 'second';
		return address.startsWith(this.program.url) ? 'program' : 'other';
	}

	/** What the server has stored for the session. */
	get slot(): Slot {
		const { stored } = this.session.webhook;
		return { ...stored, owner: this.ownerOf(stored) };
	}

	/**
	 * What somebody has made of the webhook over the API since this was asked last. What the server itself erases, because
	 * an older address failed, is none of it: nobody is told of that (docs/warest/webhooks.md#6-2).
	 */
	takeChanges(): Change[] {
		return this.changes.splice(0);
	}

	/** Whether the server itself has erased somebody else's webhook since this was asked last. */
	takeErasure(): boolean {
		const { hasErased } = this;
		this.hasErased = false;
		return hasErased;
	}

	private noteChanges(session: Session): void {
		let current = session.webhook;
		const slotOf = ({ stored }: Session['webhook']): Slot => ({
			...stored,
			owner: this.ownerOf(stored),
		});
		Object.defineProperty(session, 'webhook', {
			get: () => current,
			set: (next: Session['webhook']) => {
				const [from, to] = [current, next].map(slotOf);
				// Over the API an address goes only if another one comes.
				if (next.stored.url !== '') this.changes.push({ from, to });
				else if (['program', 'other'].includes(from.owner)) this.hasErased = true;
				current = next;
			},
		});
	}

	/** Whether a message would reach the workflow now. */
	get isHearing(): boolean {
		const { runtime } = this.session;
		if (runtime?.status !== 'open' || !this.isIn(runtime.webhook.url, this.trigger)) return false;
		return !this.sandbox.webhooks.breaker.isOpen(runtime.webhook.url);
	}

	/** Whether what is delivered to `url` reaches a workflow of the n8n that is watched. */
	isIn(url: string, host: TriggerHost): boolean {
		const isOurs = ['trigger', 'test', 'second'].includes(this.ownerOf({ url, secret: '' }));
		return isOurs && membersOf(registerIn(url)).includes(host.webhookId);
	}

	private get said(): number {
		return this.errors.length + this.trigger.log.length;
	}

	/** Never deaf for longer than two checks without saying so. Who listens for a test event knows. */
	private judgeHearing(): void {
		if (this.isHearing) {
			this.deaf = { checks: 0, said: this.said };
			return;
		}
		if (this.trigger.isListening) {
			this.deaf.checks = 0;
			return;
		}
		this.deaf.checks += 1;
		if (this.deaf.checks > 2 && this.said === this.deaf.said) {
			throw new Violation(`The trigger is deaf for ${this.deaf.checks} checks and said nothing`);
		}
	}

	/** How often each message started a workflow, and whether a test took it. */
	private counts(host: TriggerHost): { live: Map<string, number>; tested: Set<string> } {
		const live = new Map<string, number>();
		const tested = new Set<string>();
		for (const { mode, outputs } of host.runs) {
			for (const { json } of outputs.flat()) {
				const text = String(json.text);
				if (!text.startsWith(NUMBERED)) continue;
				if (mode === 'manual') tested.add(text);
				else live.set(text, (live.get(text) ?? 0) + 1);
			}
		}
		return { live, tested };
	}

	/** What a person saw of the trigger, for who reads of a failure. */
	get report(): string {
		return [
			...this.trigger.log.map((line) => `Log: ${line}`),
			...this.errors.map((error) => `Error: ${error}`),
			this.talk.report,
		].join('\n');
	}

	/** The messages that have not started a workflow yet that should. */
	get missing(): string[] {
		const { live, tested } = this.counts(this.trigger);
		const second = this.counts(this.second).live;
		const since = this.secondSince ?? this.written.length;
		return [
			...this.written.filter((text) => !live.has(text) && !tested.has(text)),
			...this.written.filter((text, index) => index >= since && !second.has(text)),
		].filter((text) => !this.maybeTries.has(text));
	}

	/** No message twice, and nobody's LID as a number; at any time. */
	judgeRuns(): void {
		this.talk.judge();
		for (const [index, host] of this.ours.entries()) {
			for (const [text, times] of this.counts(host).live) {
				if (times <= 1) continue;
				throw new Violation(`"${text}" started workflow ${index + 1} ${times} times`);
			}
		}
		for (const item of this.trigger.items) {
			const shown = JSON.stringify(item);
			const lid = LIDS.find((digits) =>
				[`+${digits}`, `${digits}@s.whatsapp.net`, `"phone":"${digits}`].some((way) =>
					shown.includes(way),
				),
			);
			if (lid) throw new Violation(`The LID ${lid} is given as a phone number: ${shown}`);
		}
	}
}
