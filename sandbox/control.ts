import type { Clock } from './clock';
import { ControlError } from './control-input';
import type { Delay, Fault, Faults } from './faults';
import type { Health } from './health';
import { limitNumbers } from './limits';
import type { LimitOptions, Limits } from './limits';
import { chatsView, messagesView } from './phone-view';
import type { LoggedRequest } from './request-log';
import { castVote } from './tools/cast-vote';
import type { Ballot } from './tools/cast-vote';
import type { Aimed, Choice } from './webhooks/contacts/changes';
import type { Contacts } from './webhooks/contacts/contacts';
import type { GroupChange } from './webhooks/contacts/group-change';
import type { Incoming } from './webhooks/contacts/incoming';
import type { Call, PresenceChange } from './webhooks/contacts/live';
import type { SentMessage } from './world/content';
import type { Group } from './world/groups';
import { connect, drop } from './world/lifecycle';
import type { DroppedStatus } from './world/lifecycle';
import type {
	Chat,
	Dial,
	Session,
	WebhookConfig,
	WhatsAppAnswer,
	WhatsAppCall,
	WhatsAppFailure,
} from './world/types';
import type { Behaviour, NewSession, World } from './world/world';

/** What a contact chooses in a poll that is on the phone. */
export type PhoneVote = Aimed & { options: string[] };

/** The line of a session, and its two webhook configs (docs/warest/sessions.md#s6). */
export interface Connection {
	status: string;
	webhook: { stored: WebhookConfig; running: WebhookConfig | null };
}

/** Everything that happens to the world from outside the API: what contacts do, what happens on the phone, network trouble. */
export class Control {
	constructor(
		private readonly world: World,
		private readonly clock: Clock,
		private readonly limitsInForce: Limits,
		private readonly faults: Faults,
		/** The server's findings about its own health. */
		readonly health: Health,
		/** Every request that reached `/api`, oldest first. */
		readonly requests: LoggedRequest[],
		private readonly contacts: Contacts,
	) {}

	/** Every call of the WhatsApp library, oldest first. */
	get whatsappCalls(): WhatsAppCall[] {
		return this.world.calls;
	}

	/** Every message that WhatsApp accepted from the server, oldest first, with its bytes or their hash. */
	get sent(): SentMessage[] {
		return this.world.sent;
	}

	/** Forgets the requests, calls and sent messages so far. */
	resetRequests() {
		this.world.sent.length = 0;
		this.requests.length = 0;
		this.world.calls.length = 0;
	}

	session(id: string): Session {
		const session = this.world.sessions.get(id);
		if (!session) throw new ControlError(`There is no session "${id}"`);
		return session;
	}

	/** A chat with both of its views, by the JID that WhatsApp knows. */
	chat(sessionId: string, jid: string): Chat {
		const chat = this.session(sessionId).chats.get(jid);
		if (!chat) throw new ControlError(`Session "${sessionId}" has no chat "${jid}"`);
		return chat;
	}

	/** The chats of a session as its phone shows them. */
	phoneChats = (sessionId: string) => chatsView(this.world, this.session(sessionId));

	/** The messages of a chat as the phone shows them, oldest first. */
	phoneMessages = (sessionId: string, jid: string) =>
		messagesView(this.session(sessionId), jid, this.world.nowSeconds());

	/** A contact sends a message of any kind; returns the message's id. */
	incoming = (sessionId: string, message: Incoming) => this.contacts.write(sessionId, message);

	/** Several messages in one batch, whose webhooks wait for each other. */
	incomingTogether = (sessionId: string, messages: Incoming[]) =>
		this.contacts.writeTogether(sessionId, messages);

	/** A contact reacts to a message; an empty emoji removes the reaction. */
	react = (sessionId: string, given: Aimed & { emoji: string }) =>
		this.contacts.react(sessionId, given);

	/** A contact edits one of their messages. */
	editIncoming = (sessionId: string, given: Aimed & { text: string }) =>
		this.contacts.edit(sessionId, given);

	/** A contact deletes one of their messages for everyone. */
	deleteIncoming = (sessionId: string, given: Aimed) =>
		this.contacts.deleteForEveryone(sessionId, given);

	/** A contact pins a message. */
	pinIncoming = (sessionId: string, given: Aimed) => this.contacts.pin(sessionId, given);

	/** A contact taps a button or chooses a row; returns the answer's id. */
	answerButton = (sessionId: string, choice: Choice) => this.contacts.answer(sessionId, choice);

	/** Somebody else changes a group. */
	groupChange = (sessionId: string, given: GroupChange) =>
		this.contacts.changeGroup(sessionId, given);

	/** Somebody calls; returns the call's id. */
	call = (sessionId: string, given: Call) => this.contacts.call(sessionId, given);

	/** Somebody types, comes or goes. */
	presence = (sessionId: string, given: PresenceChange) =>
		this.contacts.changePresence(sessionId, given);

	/** The server process restarts; resolves when the sessions have tried to connect. */
	restartServer = () => this.contacts.restartServer();

	/** The person opens a chat on the phone: it is read there and on the server. */
	readOnPhone(sessionId: string, jid: string) {
		const chat = this.chat(sessionId, jid);
		const isRead = chat.messages.every(({ phone }) => phone.read);
		if (isRead && chat.store.unreadCount === 0) return;
		for (const { phone } of chat.messages) phone.read = true;
		chat.store.unreadCount = 0;
		this.world.changed(sessionId);
	}

	/**
	 * A contact votes in a poll, anew or for the first time; no options takes the vote back. Phone and
	 * server show it; gives the encrypted vote, as `vote` does.
	 */
	voteOnPhone = (sessionId: string, given: PhoneVote) => this.contacts.vote(sessionId, given);

	/** Somebody votes in a poll; gives the encrypted vote as WhatsApp tells of it. */
	vote = (ballot: Ballot) => castVote(this.world, ballot);

	/** The person scans the QR code or types the pairing code, or the connection is back: the session is open. */
	scan(sessionId: string) {
		connect(this.world, this.session(sessionId));
	}

	/** The connection of a session ends. */
	drop(sessionId: string, to: DroppedStatus) {
		drop(this.world, this.session(sessionId), to);
	}

	/** What happens when the socket of a session connects next. */
	setDial(sessionId: string, dial: Dial) {
		this.session(sessionId).dial = dial;
	}

	/** Registers a session that isn't running. */
	addSession(session: NewSession) {
		this.world.addSession(session);
	}

	/** Whether a session is connected, where its events would really go, and where they seem to go. */
	connection(id: string): Connection {
		const { runtime, webhook } = this.session(id);
		return {
			status: runtime?.status ?? 'stopped',
			webhook: { stored: webhook.stored, running: runtime?.webhook ?? null },
		};
	}

	/** Moves time forward for limits, caches and codes. */
	advanceClock(milliseconds: number) {
		this.clock.advance(milliseconds);
	}

	/** Changes the timing and behaviour of this world's WhatsApp. */
	setBehaviour(behaviour: Partial<Behaviour>) {
		Object.assign(this.world.behaviour, behaviour);
	}

	/** Delays answers to paths that start with this. */
	delay(delay: Delay) {
		this.faults.delays.push(delay);
	}

	/** Makes the next matching requests fail. */
	fault(fault: Fault) {
		this.faults.add(fault);
	}

	/** Makes the next matching WhatsApp calls fail. */
	failWhatsApp(failure: WhatsAppFailure = {}) {
		this.world.failures.push({ ...failure });
	}

	/** Makes matching WhatsApp calls answer this from now on. */
	answerWhatsApp(answer: WhatsAppAnswer) {
		this.world.answers.push(answer);
	}

	/** Ends all faults, delays, failing calls and made-up answers. */
	clearFaults() {
		this.faults.clear();
		this.world.failures.length = 0;
		this.world.answers.length = 0;
	}

	/** A group that a session knows. */
	group(sessionId: string, jid: string): Group {
		const group = this.session(sessionId).groups.get(jid);
		if (!group) throw new ControlError(`Session "${sessionId}" knows no group "${jid}"`);
		return group;
	}

	/** Sets other limits, with counters at zero. */
	setLimits(limits: LimitOptions) {
		this.limitsInForce.set(limitNumbers(limits));
	}
}
