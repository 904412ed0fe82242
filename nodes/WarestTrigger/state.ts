import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { KeyedQueue } from '../Warest/engine/concurrency';
import { ofSession, withSession, type BySession } from './by-session';
import type { CatchUpCursor, CaughtUp } from './catch-up/cursor';
import type { LoadedAccount } from './receiving/account';
import { Deduplicator } from './receiving/deduplicator';
import type { FormerSecret } from './receiving/former-secret';
import { Complaints } from './receiving/complaints';
import { LateAnswers } from './inbox/late-answers';
import { Questions, type StoredQuestions } from './inbox/questions';
import type { Unreached } from './inbox/unreached';
import { WhichOne } from './inbox/which-one';
import { isSame, newestFirst, type Replaced } from './registration/replaced';

type Context = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/**
 * What n8n stores with the workflow, as one piece for all of its nodes. All polls work on the copy that was loaded at
 * the activation (n8n-core 2.41, ActiveWorkflowTriggers); what one writes is stored as soon as it starts the
 * workflow, over everything that webhooks and other nodes have stored since. And a worker of n8n's queue mode runs a
 * workflow without it, and stores what is written there over all of it (n8n 2.41, JobProcessor). So only the webhook
 * and the hooks write it, which load it anew each time; what a poll has to store, it hands to the webhook
 * (catch-up/loopback.ts).
 */
export interface StoredState extends StoredQuestions {
	/** The address that is registered; polls can't ask n8n for it. */
	url?: string;
	/** By session: the registry of its owner. */
	registries?: BySession<string | null>;
	/** By session: what has its place back when the trigger is deactivated. */
	before?: BySession<Replaced>;
	/** The newest deliveries that were taken. */
	taken?: string;
	/** The newest that were answers to questions. */
	answered?: string;
	/** By session, where missed messages are caught up: no message before this moment is missing. */
	knownUpTo?: BySession<number>;
	/** By session, while messages may be missing: up to when each chat was caught up. */
	caughtUp?: BySession<CaughtUp>;
	/** By session, where missed messages are caught up: when something may have been dropped last. */
	changedAt?: BySession<number>;
}

const KNOWN = ['taken', 'answered', 'questions', 'closedQuestions'] as const;

/** What any process of n8n may store at any time. */
export type Known = Pick<StoredState, (typeof KNOWN)[number]>;

/** What is known, in what is stored or was told. */
export const knownIn = (stored: Partial<Record<keyof Known, unknown>>): Known =>
	Object.fromEntries(
		KNOWN.flatMap((key) => (typeof stored[key] === 'string' ? [[key, stored[key]]] : [])),
	);

export const storedState = (context: IHookFunctions | IPollFunctions | IWebhookFunctions) =>
	context.getWorkflowStaticData('node') as StoredState;

/** Who shares a webhook, as its head saw it at WARest. */
export interface Roll {
	/** Their names, the head's first. */
	members: readonly string[];
	/** Milliseconds since 1970, as all times here. */
	checkedAt: number;
	/** When the webhook was found to be lost last; 0 if it never was. */
	lostAt: number;
}

/** What outlives a new publication. */
type Lasting = 'taken' | 'answers' | 'questions' | 'unreachedAnswers' | 'lateAnswers';

const lastingOf = ({
	taken,
	answers,
	questions,
	unreachedAnswers,
	lateAnswers,
}: ProcessState): Pick<ProcessState, Lasting> => ({
	taken,
	answers,
	questions,
	unreachedAnswers,
	lateAnswers,
});

/** What one process of n8n keeps of one trigger, while that is active or listens for a test event. */
export class ProcessState {
	/** The trigger was deactivated; a check under way must not register it again. */
	hasEnded = false;
	/** When this process began with it. */
	readonly since = Date.now();
	/** Whether n8n listens for a test event in this process. */
	isListening = false;
	/** The production URL, while the trigger is active. */
	url: string | null = null;
	/** Whether WARest reached the trigger in this process. */
	wasReached = false;
	private readonly lanes = new KeyedQueue();
	/** Also what was taken before the trigger was deactivated: n8n may have stored it over with an older copy. */
	readonly taken: Deduplicator;
	/** Who listens for a test event hears what the active workflow hears, too. */
	readonly takenByTest = new Deduplicator();
	/** By session: what the trigger replaced, or was left. What n8n has stored of it may be older. */
	readonly replaced: Map<string, Replaced>;
	/** By session: the names of the triggers that share its webhook, as WARest had them last. */
	readonly members = new Map<string, readonly string[]>();
	/** By session: when a check last found that WARest had lost the webhook. */
	readonly webhookLostAt = new Map<string, number>();
	/** By session whose webhook is shared and has this trigger as its head: what its last check saw. */
	readonly rolls = new Map<string, Roll>();
	/** By the names of triggers that share a webhook, and did not get the last delivery: when that was. */
	readonly unreached = new Map<string, number>();
	/** The names of those that are no longer active. */
	readonly gone = new Set<string>();
	/** By session: how far missed messages are caught up. */
	readonly cursors = new Map<string, CatchUpCursor>();
	/** By LID: how often Catch Up asked in vain for the number behind it. */
	readonly lookUps = new Map<string, number>();
	/** By session: when something may have been dropped last. What is stored may be older: n8n stores all or nothing. */
	readonly lostAt = new Map<string, number>();
	/** By session: up to when a check has found that nothing is missing. */
	readonly wellAt = new Map<string, number>();
	/** By session whose webhook is shared: when its head saw this trigger among the members; none if it has looked itself. */
	readonly vouchedAt = new Map<string, number>();
	/** When n8n answered a delivery with an error, or too late. */
	failedAt = 0;
	/** By session: the checks in a row that the server's limits did not allow. */
	readonly skipped = new Map<string, number>();
	/** By session: the checks in a row that found it not connected. */
	readonly disconnected = new Map<string, number>();
	/** What was reported as a failed execution, and still holds. */
	reported: ReadonlySet<string> = new Set();
	/** What was said of deliveries that could not be taken. */
	readonly complaints = new Complaints();
	/** The events that were answers to questions: WARest may deliver one again, and others miss it. */
	readonly answers: Deduplicator;
	readonly questions: Questions;
	/** By place: what is brought to the questions that wait there, and that their time is over. */
	readonly places = new KeyedQueue();
	/** By question: when it was asked again last. */
	readonly reaskedAt = new Map<string, number>();
	/** By place: the answers that n8n could not be given yet. */
	readonly unreachedAnswers: Map<string, readonly Unreached[]>;
	/** By question: the names of the triggers that were given it, too. */
	readonly handedTo = new Map<string, Set<string>>();
	readonly lateAnswers: LateAnswers;
	readonly whichOne = new WhichOne();
	account: LoadedAccount | null = null;
	/** By session. */
	readonly formerSecrets = new Map<string, FormerSecret>();

	/** @param former what goes on in it */
	constructor({
		taken = new Deduplicator(),
		answers = new Deduplicator(),
		questions = new Questions(),
		unreachedAnswers = new Map(),
		lateAnswers = new LateAnswers(),
		replaced = new Map(),
	}: Partial<Pick<ProcessState, Lasting | 'replaced'>> = {}) {
		this.taken = taken;
		this.answers = answers;
		this.questions = questions;
		this.unreachedAnswers = unreachedAnswers;
		this.lateAnswers = lateAnswers;
		this.replaced = new Map(replaced);
	}

	/** Runs checks, activations and deactivations one after the other. */
	async oneByOne<T>(task: () => Promise<T>): Promise<T> {
		return await this.lanes.run(['places'], task);
	}
}

/** In a process that only takes webhooks nothing ends: there the least used are forgotten. */
const MOST = 1000;

const states = new Map<string, ProcessState>();

const keyOf = (context: Context) => `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;

/** What this process keeps of a trigger. */
export function processState(context: Context): ProcessState {
	const key = keyOf(context);
	const state = states.get(key) ?? new ProcessState();
	states.delete(key);
	states.set(key, state);
	const [oldest] = states.keys();
	if (states.size > MOST) states.delete(oldest);
	return state;
}

/** The trigger was deactivated: what it has taken is kept, questions that wait, and what a test that goes on needs. */
export function endProcessState(context: Context): void {
	const state = processState(context);
	const { replaced, isListening } = state;
	state.hasEnded = true;
	const kept = lastingOf(state);
	const next = new ProcessState(isListening ? { ...kept, replaced } : kept);
	next.isListening = isListening;
	states.set(keyOf(context), next);
}

/** n8n has stopped listening for a test event. */
export function endListening(context: Context): void {
	const state = processState(context);
	if (state.url === null) states.set(keyOf(context), new ProcessState(lastingOf(state)));
	else state.isListening = false;
}

/** What is to have the place of a session back, the last one that was replaced first. */
export const heirsOf = (
	sessionId: string,
	{ before }: StoredState,
	{ replaced }: ProcessState,
): Replaced[] => newestFirst([replaced.get(sessionId), ofSession(before, sessionId)]);

/**
 * Learns what is stored of what any process may store: the next request to this one stores it again, should something
 * write over it.
 */
export function loadKnown(stored: StoredState, { taken, answers, questions }: ProcessState): void {
	taken.load(stored.taken ?? '');
	answers.load(stored.answered ?? '');
	questions.load(stored);
}

/**
 * Adds what this process has taken, was left, and the questions that it knows, to what n8n stores: deliveries and hooks
 * store what they have loaded before.
 */
export function storeKnown(stored: StoredState, state: ProcessState): void {
	const { taken, answers, questions, replaced } = state;
	for (const sessionId of replaced.keys()) {
		const [heir] = heirsOf(sessionId, stored, state);
		if (isSame(ofSession(stored.before, sessionId), heir)) continue;
		stored.before = withSession(stored.before, sessionId, heir);
	}
	const marks = taken.stored(stored.taken ?? '');
	if (marks !== '' && marks !== stored.taken) stored.taken = marks;
	const answered = answers.stored(stored.answered ?? '');
	if (answered !== '' && answered !== stored.answered) stored.answered = answered;
	questions.store(stored, Date.now());
}
