import { seconds } from '../clock';
import type { Clock } from '../clock';
import { addChat } from './chats';
import type { SentMessage } from './content';
import type { SendingSettings } from './sending-settings';
import type { StoredFile } from '../tools/storage';
import type { LibraryEvent } from '../webhooks/library-event';
import { createPeople } from './people';
import type {
	Account,
	Chat,
	Dial,
	Message,
	Session,
	WhatsAppAnswer,
	WhatsAppCall,
	WhatsAppFailure,
} from './types';

/** What the world's WhatsApp does and how long it takes. */
export interface Behaviour extends SendingSettings {
	/** Milliseconds from dialling to `open` or to the QR. */
	connectMs: number;
	/** Milliseconds that create and pair-code wait in vain for a QR or a code (docs/warest/sessions.md#s1, #s2). */
	blockingMs: number;
	/** Milliseconds until the server's database lists what arrived (docs/warest/chats.md#0-9). */
	storeMs: number;
	/** Rows of a page of chats or messages, at most (docs/warest/chats.md#c1, #c2). */
	largestPage: number;
	/** Whether answers are compressed when the client offers it, as the real server's are. */
	compresses: boolean;
	/** Milliseconds that each WhatsApp call takes. */
	whatsappMs: number;
	/** Whether WhatsApp replaces a QR that nobody scanned, as the real one does every 20 s. */
	rotatesQr: boolean;
	/** Time-out of a webhook preflight. */
	preflightMs: number;
	/** What the socket of a session that the API creates meets. */
	newcomerDial: Dial;
	/** As the stand-in of the recordings: takes any bytes for a picture, with an address without an ID. */
	plainPictures: boolean;
	/** Whether the server can look into videos; the usual image of it can't (docs/warest/misc.md#8). */
	ffprobe: boolean;
}

export interface NewSession {
	id: string;
	owner?: string;
	account: Account;
	dial?: Dial;
	createdAt?: number;
}

interface Waiting {
	message: Message;
	event: LibraryEvent;
}

/** Everything there is besides HTTP: sessions with their chats, and who wants to know of changes. */
export class World {
	readonly sessions = new Map<string, Session>();
	readonly calls: WhatsAppCall[] = [];
	/** Every message that WhatsApp took from the server, oldest first. */
	readonly sent: SentMessage[] = [];
	readonly failures: WhatsAppFailure[] = [];
	readonly answers: WhatsAppAnswer[] = [];
	/** Profile pictures that WhatsApp keeps, by the name in their address. */
	readonly pictures = new Map<string, Buffer>();
	/** Files that the server itself keeps for everybody, by their key (docs/warest/misc.md#1-6). */
	readonly stored = new Map<string, StoredFile>();
	/** Secrets of polls that this process saw, by message id; of the others it has none (docs/warest/misc.md#4). */
	readonly pollSecrets = new Map<string, Buffer>();
	/** The sandbox's own address, where those can be fetched. */
	address = '';
	/** Tells the webhook of a session of events, one after the other; resolves when it has heard them. */
	tell: (session: Session, ...events: LibraryEvent[]) => Promise<void> = async () => undefined;
	/** How the server signs what it delivers. */
	signatureSha = () => '256';
	/** What reached WhatsApp while a session's line was down, oldest first. */
	private readonly waiting = new Map<string, Waiting[]>();
	private readonly listeners = new Set<(sessionId: string) => void>();
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(
		readonly clock: Clock,
		readonly behaviour: Behaviour,
		/** The account that sessions created over the API belong to. */
		readonly newcomer: Account,
	) {}

	now = () => this.clock.now();

	nowSeconds = () => seconds(this.clock.now());

	/** Registers a session that isn't running. */
	addSession({ id, owner = 'admin', account, dial, createdAt }: NewSession): Session {
		const session: Session = {
			id,
			owner,
			createdAt: createdAt ?? this.now(),
			runtime: null,
			credentials: null,
			profile: null,
			owningPhone: account,
			lastConnStored: null,
			webhook: { stored: { url: '', secret: '' }, shown: null },
			dial: dial ?? this.behaviour.newcomerDial,
			pairCodes: new Map(),
			devices: null,
			chats: new Map(),
			contacts: new Map(),
			groups: new Map(),
			people: createPeople(),
			queue: Promise.resolve(),
		};
		this.sessions.set(id, session);
		this.changed(id);
		return session;
	}

	removeSession(id: string) {
		this.sessions.delete(id);
		this.changed(id);
	}

	/** The chat, or a new one with the contact's name, listed on the phone. */
	chatFor(session: Session, jid: string, name: string): Chat {
		return session.chats.get(jid) ?? addChat(session, { jid, name, createdAt: this.now() });
	}

	/** A message of a session whose line is down: the server hears of it when the line is back. */
	keepWaiting({ id }: Session, waiting: Waiting) {
		waiting.message.store.visibleFrom = Infinity;
		this.waiting.set(id, [...(this.waiting.get(id) ?? []), waiting]);
	}

	/** The line is back: what waited comes in one batch. */
	receiveWaiting(session: Session) {
		const waiting = this.waiting.get(session.id) ?? [];
		this.waiting.delete(session.id);
		for (const { message } of waiting) {
			message.store.visibleFrom = this.now() + this.behaviour.storeMs;
		}
		void this.tell(session, ...waiting.map(({ event }) => event));
	}

	/** Tells the listeners that something about a session is different now. */
	changed(sessionId: string) {
		for (const listener of this.listeners) listener(sessionId);
	}

	/** Calls `listener` with the session's id after each change; returns how to stop that. */
	onChange(listener: (sessionId: string) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Runs `action` later, unless the world ends before. */
	after(milliseconds: number, action: () => void) {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			action();
		}, milliseconds);
		this.timers.add(timer);
	}

	/** Resolves after some real milliseconds; never, when the world ends before. */
	async sleep(milliseconds: number) {
		if (milliseconds > 0) await new Promise<void>((done) => this.after(milliseconds, done));
	}

	close() {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.listeners.clear();
	}
}
