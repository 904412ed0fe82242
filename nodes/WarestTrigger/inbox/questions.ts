import {
	decodeQuestion,
	encodeQuestion,
	type WaitingQuestion,
} from '../../Warest/send-and-wait/protocol';

/** What n8n stores with the trigger of the questions that wait: an index; the questions are with their executions. */
export interface StoredQuestions {
	/** Those that wait, each as a line of {@link encodeQuestion}. */
	questions?: string;
	/** Those that don't wait any more, so that no older copy opens them again: lines of {@link closedLine}. */
	closedQuestions?: string;
	/** The part of n8n's addresses at which executions wait, e.g. webhook-waiting. */
	waitingSegment?: string;
}

/** So long n8n itself may take to end a question whose time is over. */
const OVERTIME_MS = 600_000;
/** So long a closed question is remembered at most: what n8n stores grows with each. */
const REMEMBERED_MS = 86_400_000;

const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

const isOf = (session: string) => (question: WaitingQuestion) =>
	['', session].includes(question.sessionId);

/** `until`: milliseconds since 1970; whole seconds are kept. */
const closedLine = (id: string, until: number) => `${id} ${Math.ceil(until / 1000).toString(36)}`;

/**
 * The questions that wait for what is said in the chats of a trigger, as one process of n8n knows them. n8n loads and
 * stores what a workflow keeps as a whole, and whoever writes last wins: so each process writes what it finds stored
 * together with what it knows itself. No question is lost while one process knows it, and none that is closed comes
 * back.
 */
export class Questions {
	/** Oldest first. */
	private readonly waiting = new Map<string, WaitingQuestion>();
	/** When each that was closed may be forgotten. */
	private readonly closed = new Map<string, number>();
	private readonly byChat = new Map<string, Set<string>>();
	/** What was stored last, so that most deliveries compare two texts only. */
	private text = { questions: '', closedQuestions: '' };
	private hasChanged = false;

	/** Learns what is stored. */
	load({ questions = '', closedQuestions = '' }: StoredQuestions): void {
		const before = this.text;
		if (closedQuestions !== before.closedQuestions) {
			for (const line of lines(closedQuestions)) {
				const [id, end = ''] = line.split(' ');
				this.shut(id, parseInt(end, 36) * 1000);
			}
		}
		if (questions !== before.questions) {
			for (const line of lines(questions)) {
				const question = decodeQuestion(line);
				if (question) this.put(question);
			}
		}
		this.text = { questions, closedQuestions };
		this.hasChanged ||=
			before.questions !== questions || before.closedQuestions !== closedQuestions;
	}

	/** Adds what this process knows to what is stored. */
	store(stored: StoredQuestions, now: number): void {
		this.load(stored);
		if (!this.hasChanged) return;
		this.hasChanged = false;
		for (const { id, until } of this.all()) {
			if (until !== null && now >= until + OVERTIME_MS) this.remove(id);
		}
		for (const [id, until] of this.closed) if (now >= until) this.closed.delete(id);
		const questions = this.all().map(encodeQuestion).join('\n');
		const closedQuestions = [...this.closed].map(([id, end]) => closedLine(id, end)).join('\n');
		if (questions !== (stored.questions ?? '')) stored.questions = questions;
		if (closedQuestions !== (stored.closedQuestions ?? ''))
			stored.closedQuestions = closedQuestions;
		this.text = { questions, closedQuestions };
	}

	/** Keeps a question, or what is new of it: no copy of another process takes back what was known. */
	put(question: WaitingQuestion): void {
		const { id, chat, sessionId, tries, messageId } = question;
		if (this.closed.has(id)) return;
		const known = this.waiting.get(id);
		const next = {
			...question,
			// Older versions tell of none.
			sessionId: sessionId || (known?.sessionId ?? ''),
			tries: Math.max(tries, known?.tries ?? 0),
			messageId: messageId ?? known?.messageId ?? null,
		};
		if (known && encodeQuestion(known) === encodeQuestion(next)) return;
		this.waiting.set(id, next);
		this.byChat.set(chat, (this.byChat.get(chat) ?? new Set()).add(id));
		this.hasChanged = true;
	}

	/** It was answered, or nothing can answer it any more. */
	close(id: string, now: number): void {
		const latest = now + REMEMBERED_MS;
		const { until = null } = this.waiting.get(id) ?? {};
		this.shut(id, Math.min(Math.max(until ?? latest, now) + OVERTIME_MS, latest));
	}

	private shut(id: string, until: number): void {
		this.remove(id);
		if (Number.isNaN(until) || until <= (this.closed.get(id) ?? 0)) return;
		this.closed.set(id, until);
		this.hasChanged = true;
	}

	private remove(id: string): void {
		const question = this.waiting.get(id);
		if (!question) return;
		this.waiting.delete(id);
		this.hasChanged = true;
		const inChat = this.byChat.get(question.chat);
		inChat?.delete(id);
		if (inChat?.size === 0) this.byChat.delete(question.chat);
	}

	find(id: string): WaitingQuestion | null {
		return this.waiting.get(id) ?? null;
	}

	/** Those that a session has asked in a chat, oldest first. */
	inChat(sessionId: string, chat: string): WaitingQuestion[] {
		const here = [...(this.byChat.get(chat) ?? [])].flatMap((id) => this.waiting.get(id) ?? []);
		return here.filter(isOf(sessionId));
	}

	/** Those that a session has asked, oldest first. */
	ofSession(sessionId: string): WaitingQuestion[] {
		return this.all().filter(isOf(sessionId));
	}

	/** All, oldest first. */
	all(): WaitingQuestion[] {
		return [...this.waiting.values()];
	}

	get isEmpty(): boolean {
		return this.waiting.size === 0;
	}
}
