import { ControlError } from '../../control-input';
import { restore } from '../../world/lifecycle';
import type { World } from '../../world/world';
import type { Webhooks } from '../webhooks';
import { answerWire, deleteForEveryone, edit, pin, react, vote } from './changes';
import type { Aimed, Choice } from './changes';
import { changeGroup } from './group-change';
import type { GroupChange } from './group-change';
import { arriveTogether } from './incoming';
import type { Incoming } from './incoming';
import { call, changePresence } from './live';
import type { Call, PresenceChange } from './live';
import type { Scene } from './scene';

/** What the people on the other side do. Everything shows on the phone and sets off its webhooks. */
export class Contacts {
	constructor(
		private readonly world: World,
		private readonly webhooks: Webhooks,
	) {}

	/** A contact writes; returns the message's id. */
	write(sessionId: string, message: Incoming): string {
		const [id] = arriveTogether(this.scene(sessionId), [message]);
		return id;
	}

	/** Several messages in one event of WhatsApp's library (docs/warest/webhooks.md#6-4). */
	writeTogether = (sessionId: string, messages: Incoming[]) =>
		arriveTogether(this.scene(sessionId), messages);

	react = (sessionId: string, given: Aimed & { emoji: string }) =>
		react(this.scene(sessionId), given);

	edit = (sessionId: string, given: Aimed & { text: string }) => edit(this.scene(sessionId), given);

	deleteForEveryone = (sessionId: string, given: Aimed) =>
		deleteForEveryone(this.scene(sessionId), given);

	pin = (sessionId: string, given: Aimed) => pin(this.scene(sessionId), given);

	/** Returns the encrypted vote. */
	vote = (sessionId: string, given: Aimed & { options: string[] }) =>
		vote(this.scene(sessionId), given);

	/** A contact taps a button or chooses a row; returns the answer's id. */
	answer(sessionId: string, choice: Choice): string {
		const { wire, text: shown } = answerWire(this.scene(sessionId), choice);
		const { chatId, from, messageId: quotedId } = choice;
		return this.write(sessionId, { chatId, from, quotedId, wire, shown });
	}

	changeGroup = (sessionId: string, given: GroupChange) =>
		changeGroup(this.scene(sessionId), given);

	/** Returns the call's id. */
	call = (sessionId: string, given: Call) => call(this.scene(sessionId), given);

	changePresence = (sessionId: string, given: PresenceChange) =>
		changePresence(this.scene(sessionId), given);

	/**
	 * The server process starts anew: the breaker forgets, and every session dials with its stored
	 * webhook (docs/warest/webhooks.md#6-3, #7-4). Resolves when all have come to something.
	 */
	async restartServer() {
		this.webhooks.breaker.reset();
		await Promise.all([...this.world.sessions.values()].map((each) => restore(this.world, each)));
	}

	private scene(sessionId: string): Scene {
		const session = this.world.sessions.get(sessionId);
		if (!session) throw new ControlError(`There is no session "${sessionId}"`);
		return { world: this.world, settings: this.webhooks.settings, session };
	}
}
