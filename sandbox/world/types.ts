import type { Group, GroupMethod } from './groups';
import type { People, PeopleMethod } from './people';
import type { MessageContent } from './content';

export type SessionStatus =
	'starting' | 'connecting' | 'open' | 'reconnecting' | 'replaced' | 'logged_out' | 'stopped';

/** The WhatsApp account behind a session. */
export interface Account {
	/** Digits, international. */
	phone: string;
	/** Number of the linked device; part of the identity that `me.id` shows. */
	device: number;
	name: string;
	/** Digits of the account's LID. */
	lid: string;
}

export interface WebhookConfig {
	url: string;
	secret: string;
}

export interface Qr {
	text: string;
	at: number;
}

/** What exists only while a session has a socket. */
export interface Runtime {
	status: SessionStatus;
	/** Null until this runtime was open once. */
	account: Account | null;
	/** Milliseconds; null until this runtime was open once. */
	lastConn: number | null;
	/** The webhook that events would really go to; not always the stored one (docs/warest/sessions.md#s6). */
	webhook: WebhookConfig;
	qr: Qr | null;
	/** Settles when dialling has come to something: open, or a QR that waits. */
	dialled: Promise<void>;
}

export const dials = ['natural', 'open', 'qr', 'silent'] as const;

/** What the socket meets when it dials. `natural`: open with credentials, a QR without. */
export type Dial = (typeof dials)[number];

export interface Session {
	id: string;
	/** Registry of the user who owns it. */
	owner: string;
	createdAt: number;
	runtime: Runtime | null;
	/** Credentials on disk; null when wiped or never paired. */
	credentials: Account | null;
	/** The account that last was open, kept after logout. */
	profile: Account | null;
	/** Who will be connected when somebody scans the QR. */
	owningPhone: Account;
	lastConnStored: number | null;
	webhook: {
		stored: WebhookConfig;
		/** What create and config show instead of the stored config for some seconds. */
		shown: { config: WebhookConfig; until: number } | null;
	};
	dial: Dial;
	pairCodes: Map<string, { code: string; at: number }>;
	devices: { answer: DeviceInfo; at: number } | null;
	chats: Map<string, Chat>;
	contacts: Map<string, Contact>;
	/** The groups that the account is in, by JID. */
	groups: Map<string, Group>;
	people: People;
	/** Tail of the job queue: mutations run one after the other (docs/warest/chats.md#0-6). */
	queue: Promise<unknown>;
}

export interface DeviceInfo {
	name: string | null;
	phone: string | null;
	device: string;
}

export interface Contact {
	jid: string;
	name: string;
	lid: string | null;
}

/** One conversation. `phone` is what a person sees, `store` what the server's database lists. */
export interface Chat {
	/** As WhatsApp knows it, perhaps `…@lid`. */
	jid: string;
	/** As the server stores it; differs for LIDs (docs/warest/chats.md#c1). */
	storedJid: string;
	name: string;
	isGroup: boolean;
	/** JIDs of the others, in groups. */
	members: string[];
	/** Oldest first. */
	messages: Message[];
	phone: {
		/** False for a chat that somebody only acted on: nobody sees it. */
		listed: boolean;
		/** Epoch seconds. */
		pinnedAt: number | null;
		/** Epoch milliseconds. */
		mutedUntil: number | null;
		archived: boolean;
	};
	store: {
		displayName: string;
		unreadCount: number;
		lastMessage: string | null;
		lastMessageTimestamp: number;
		ephemeralExpiry: number;
		createdAt: number;
	};
}

export type Tick = 'sent' | 'delivered' | 'read';

export interface Media {
	url: string | null;
	mimeType: string | null;
	fileName: string | null;
	fileSize: number | null;
}

interface Reaction {
	from: string;
	emoji: string;
	timestamp: number;
}

interface Vote {
	from: string;
	/** Names of the options; none when a vote was taken back. */
	options: string[];
	timestamp: number;
}

export interface PollCreation {
	question: string;
	options: { index: number; name: string }[];
	selectableCount: number;
}

export interface Edit {
	at: number;
	before: object;
	preview: string;
}

export interface Message {
	id: string;
	senderJid: string;
	senderName: string;
	fromMe: boolean;
	/** The contract's `messageType`. */
	type: string;
	body: string;
	/** Epoch seconds. */
	timestamp: number;
	quotedId: string | null;
	mentions: string[];
	media: Media | null;
	poll: PollCreation | null;
	/** What it carries, with the bytes of its file; null where only the server's row is known. */
	content: MessageContent | null;
	forwarded: boolean;
	reactions: Reaction[];
	/** The latest choice of each who voted, in polls. */
	votes: Vote[];
	edit: Edit | null;
	deletedAt: number | null;
	phone: {
		/** False after "delete for me" or "clear chat". */
		visible: boolean;
		read: boolean;
		starred: boolean;
		/** Epoch seconds. */
		pinnedUntil: number | null;
		status: Tick;
	};
	store: {
		/** In the list of the last 1000 messages since process start (docs/warest/chats.md#0-5). */
		live: boolean;
		starredAt: number | null;
		updatedAt: number;
		/** Epoch milliseconds from which C1 and C2 list it (docs/warest/chats.md#0-9). */
		visibleFrom: number;
	};
}

/** How WhatsApp addresses one message. */
export interface MessageKey {
	id: string;
	remoteJid: string;
	fromMe: boolean;
	participant?: string;
}

/** One call of the WhatsApp library, as the recordings' `whatsappCalls` list it. */
export interface WhatsAppCall {
	sessionId: string;
	method:
		| 'chatModify'
		| 'sendMessage'
		| 'readMessages'
		| 'presenceSubscribe'
		| 'sendPresenceUpdate'
		| GroupMethod
		| PeopleMethod;
	args: unknown[];
}

/** Makes matching WhatsApp calls fail. */
export interface WhatsAppFailure {
	sessionId?: string;
	method?: WhatsAppCall['method'];
	/** Only calls addressed to this JID. */
	jid?: string;
	/** How many calls fail; all, if not given. */
	times?: number;
	/** What the library says. */
	message?: string;
}

/** Makes matching WhatsApp calls answer something else than the world would. */
export interface WhatsAppAnswer {
	method: WhatsAppCall['method'];
	/** Only calls addressed to this JID. */
	jid?: string;
	answer: unknown;
}
