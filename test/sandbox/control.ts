import type { Clock } from './clock';
import { ControlError } from './control-input';
import type { Delay, Fault, Faults } from './faults';
import type { Health } from './health';
import { limitNumbers } from './limits';
import type { LimitOptions, Limits } from './limits';
import { chatsView, messagesView } from './phone-view';
import { withoutDevice } from './recipients';
import type { LoggedRequest } from './request-log';
import { castVote } from './tools/cast-vote';
import type { Ballot } from './tools/cast-vote';
import { ownJid } from './world/accounts';
import { storedJidOf } from './world/chats';
import type { SentMessage } from './world/content';
import type { Group } from './world/groups';
import { messageId } from './world/ids';
import { drop, open } from './world/lifecycle';
import type { DroppedStatus } from './world/lifecycle';
import { createMessage, ingest } from './world/messages';
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

export interface Incoming {
	chatId: string;
	/** Who writes, in groups; some member, if not given. */
	from?: string;
	text: string;
}

/** What a contact chooses in a poll that the phone shows. */
export interface PhoneVote {
	chatId: string;
	messageId: string;
	/** Who votes, in groups; some member, if not given. */
	from?: string;
	options: string[];
}

/** The line of a session, and its two webhook configs (sessions-server S6). */
export interface Connection {
	status: string;
	webhook: { stored: WebhookConfig; running: WebhookConfig | null };
}

/** Everything that happens to the world from outside the API: the contacts, the phone, the weather. */
export class Control {
	constructor(
		private readonly world: World,
		private readonly clock: Clock,
		private readonly limitsInForce: Limits,
		private readonly faults: Faults,
		/** What the server finds when it looks at itself. */
		readonly health: Health,
		/** Every request that reached `/api`, oldest first. */
		readonly requests: LoggedRequest[],
	) {}

	/** Every call of the WhatsApp library, oldest first. */
	get whatsappCalls(): WhatsAppCall[] {
		return this.world.calls;
	}

	/** Every message that WhatsApp took from the server, oldest first, with its bytes or their hash. */
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

	/** A chat with both of its views; by the JID that WhatsApp knows. */
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

	/** A contact writes. Returns the message's id. */
	incoming(sessionId: string, { chatId, from, text }: Incoming): string {
		const session = this.session(sessionId);
		if (session.runtime?.status !== 'open') {
			throw new ControlError(`Session "${sessionId}" is not open`);
		}
		const known = session.chats.get(chatId);
		const sender = from ?? (known?.isGroup ? known.members[0] : chatId);
		if (!sender) throw new ControlError(`Nobody in "${chatId}" could write`);
		const name = session.contacts.get(sender)?.name ?? sender.split('@')[0];
		const chat = this.world.chatFor(session, chatId, name);
		const id = messageId();
		const now = this.world.now();
		const message = createMessage({
			id,
			senderJid: storedJidOf(withoutDevice(sender)),
			senderName: name,
			fromMe: sender === ownJid(session),
			body: text,
			timestamp: this.world.nowSeconds(),
			storedAt: now,
			visibleFrom: now + this.world.behaviour.storeMs,
		});
		ingest(chat, message);
		this.world.changed(sessionId);
		return id;
	}

	/** The person opens a chat on the phone: nothing is unread there, nor on the server. */
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
	voteOnPhone(sessionId: string, { chatId, messageId: id, from, options }: PhoneVote) {
		const chat = this.chat(sessionId, chatId);
		const message = chat.messages.find((candidate) => candidate.id === id);
		if (!message?.poll) throw new ControlError(`"${id}" is no poll of "${chatId}"`);
		const known = message.poll.options.map(({ name }) => name);
		const unknown = options.find((option) => !known.includes(option));
		if (unknown !== undefined) throw new ControlError(`The poll has no option "${unknown}"`);
		if (options.length > message.poll.selectableCount) {
			throw new ControlError(`Only ${message.poll.selectableCount} may be chosen`);
		}
		const voter = from ?? (chat.isGroup ? chat.members[0] : chatId);
		message.votes = message.votes.filter((vote) => vote.from !== voter);
		if (options.length > 0) {
			message.votes.push({ from: voter, options, timestamp: this.world.nowSeconds() });
		}
		this.world.changed(sessionId);
		return this.vote({
			messageId: id,
			creatorJid: message.senderJid,
			voterJid: voter,
			chatId,
			options,
		});
	}

	/** Somebody votes in a poll; gives the encrypted vote as WhatsApp tells of it. */
	vote = (ballot: Ballot) => castVote(this.world, ballot);

	/** The person scans the QR, types the pair code, or the line is back: the session is open. */
	scan(sessionId: string) {
		const session = this.session(sessionId);
		open(this.world, session, session.credentials ?? session.owningPhone);
	}

	/** The connection of a session ends. */
	drop(sessionId: string, to: DroppedStatus) {
		drop(this.world, this.session(sessionId), to);
	}

	/** What the socket of a session meets when it dials next. */
	setDial(sessionId: string, dial: Dial) {
		this.session(sessionId).dial = dial;
	}

	/** Registers a session that is not running. */
	addSession(session: NewSession) {
		this.world.addSession(session);
	}

	/** Whether a session is connected, and where its events would go and where they seem to go. */
	connection(id: string): Connection {
		const { runtime, webhook } = this.session(id);
		return {
			status: runtime?.status ?? 'stopped',
			webhook: { stored: webhook.stored, running: runtime?.webhook ?? null },
		};
	}

	/** Lets time pass for limits, caches and codes. */
	advanceClock(milliseconds: number) {
		this.clock.advance(milliseconds);
	}

	/** Other times and habits of this world's WhatsApp. */
	setBehaviour(behaviour: Partial<Behaviour>) {
		Object.assign(this.world.behaviour, behaviour);
	}

	/** Answers to paths that begin so take longer. */
	delay(delay: Delay) {
		this.faults.delays.push(delay);
	}

	/** The next matching requests go wrong. */
	fault(fault: Fault) {
		this.faults.add(fault);
	}

	/** The next matching WhatsApp calls fail. */
	failWhatsApp(failure: WhatsAppFailure = {}) {
		this.world.failures.push({ ...failure });
	}

	/** Matching WhatsApp calls answer this from now on. */
	answerWhatsApp(answer: WhatsAppAnswer) {
		this.world.answers.push(answer);
	}

	/** No more faults, delays, failing calls and made-up answers. */
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

	/** Other limits, from zero. */
	setLimits(limits: LimitOptions) {
		this.limitsInForce.set(limitNumbers(limits));
	}
}
