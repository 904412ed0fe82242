import type { Fields } from '../../parameters';
import { messageId } from '../../world/ids';
import type { Session } from '../../world/types';
import { sendMessage } from '../../world/whatsapp';
import type { World } from '../../world/world';
import { acts } from './control';
import { recipientOf, senders } from './sending';
import { contextOf, filled } from './template';

/** One entry of a receiver's answer, filled in, and what went wrong with it. */
export interface ActionRun {
	sessionId: string;
	action: unknown;
	error: string | null;
}

export interface ActionContext {
	world: World;
	session: Session;
	/** After each action that sends something, unless the answer says otherwise. */
	pauseMs: number;
	log: ActionRun[];
}

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What the server takes for a list of actions; everything else is ignored (docs/warest/webhooks.md#8). */
function actionsIn(text: string): { actions: unknown[]; delayMs: unknown } | null {
	try {
		const answer: unknown = JSON.parse(text);
		if (!isFields(answer) || !Array.isArray(answer.actions)) return null;
		return { actions: answer.actions, delayMs: answer.delayMs };
	} catch {
		return null;
	}
}

const falseWords = new Set(['', '0', 'false', 'null', 'undefined', 'no']);

const isFalse = (condition: unknown) =>
	falseWords.has(
		String(condition ?? '')
			.trim()
			.toLowerCase(),
	);

/** Runs the entries of one answer, one after the other; a failure is noted, and the next one runs. */
class Runner {
	constructor(
		private readonly context: ActionContext,
		private readonly pauseMs: number,
	) {}

	/** All of them, with a pause after each that sends. */
	async runAll(entries: unknown[]) {
		const { world } = this.context;
		for (const entry of entries) {
			const isSent = await this.attempt(entry);
			if (isSent) await world.sleep(this.pauseMs);
		}
	}

	/** Whether something was sent. */
	private async attempt(entry: unknown): Promise<boolean> {
		const { log, session } = this.context;
		const run: ActionRun = { sessionId: session.id, action: entry, error: null };
		log.push(run);
		try {
			return await this.perform(entry);
		} catch (error) {
			run.error = error instanceof Error ? error.message : String(error);
			return false;
		}
	}

	private async perform(entry: unknown): Promise<boolean> {
		if (!isFields(entry)) throw new Error('An action is an object');
		const name = String(entry.act ?? entry.action ?? entry.type ?? '');
		const flow = this.flows[name];
		if (flow) await flow(entry);
		else if (name in acts) await acts[name](this.context, entry);
		else return await this.sendOne(entry);
		return false;
	}

	private async sendOne(entry: Fields): Promise<boolean> {
		const type = String(entry.type ?? '');
		if (!(type in senders)) throw new Error(`There is no action "${type}"`);
		const { world, session } = this.context;
		const to = recipientOf(entry);
		const sent = await senders[type](entry, world);
		if (!sent) return false;
		const { content, mentions = [], quotedId = null } = sent;
		const outgoing = { id: messageId(), content, quotedId, isForwarded: false, mentions };
		await sendMessage(world, session, to, outgoing);
		return true;
	}

	/** Actions that hold others. */
	private readonly flows: Record<string, (entry: Fields) => Promise<void>> = {
		queue: async ({ items, delayMs }) => {
			const wait = Number(delayMs) || 0;
			for (const [place, item] of listOf(items).entries()) {
				if (place > 0) await this.context.world.sleep(wait);
				await this.attempt(item);
			}
		},
		parallel: async ({ items }) => {
			await Promise.all(listOf(items).map((item) => this.attempt(item)));
		},
		when: async (entry) => {
			const isMet = !isFalse(entry.cond ?? entry.condition);
			const branch = isMet
				? (entry.then ?? entry.do ?? entry.items)
				: (entry.else ?? entry.otherwise);
			for (const item of listOf(branch)) await this.attempt(item);
		},
		retry: async (entry) => {
			const item = entry.item ?? listOf(entry.items)[0];
			const attempts = Number(entry.attempts ?? entry.times) || 3;
			const wait = Number(entry.delayMs ?? entry.backoffMs) || 500;
			if (await this.succeeds(item, attempts, wait)) return;
			for (const other of listOf(entry.onFail)) await this.attempt(other);
		},
	};

	private async succeeds(item: unknown, attempts: number, wait: number): Promise<boolean> {
		for (let attempt = 1; attempt <= attempts; attempt++) {
			if (attempt > 1) await this.context.world.sleep(wait);
			try {
				await this.perform(item);
				return true;
			} catch {
				// Tried again, or given up by the loop.
			}
		}
		return false;
	}
}

/** Runs what a receiver's answer asks for; nobody is told how that went (docs/warest/webhooks.md#8). */
export async function runActions(context: ActionContext, body: string, answer: string) {
	const asked = actionsIn(answer);
	if (!asked) return;
	const pauseMs = Number(asked.delayMs) || context.pauseMs;
	const template = contextOf(body);
	await new Runner(context, pauseMs).runAll(asked.actions.map((entry) => filled(entry, template)));
}
