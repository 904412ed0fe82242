import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../transport/answer';
import { n8nIn, secretFor, signedAddress, triggerIn } from '../../webhook/address';
import { addressOf, isTest, liveOthers, membersOf, registerIn } from '../../webhook/register';
import { signedHeaders } from '../../WarestTrigger/receiving/signature';
import type { Item } from '../engine/item';
import { storedWebhook } from '../../webhook/stored';
import {
	encodeQuestion,
	questionBody,
	type InboxAnswer,
	type QuestionMessage,
	type WaitingQuestion,
} from './protocol';

/** Somebody else may have stored what he had loaded before, just then; the inbox stores its own once more. */
const READ_BACK = 3;

/** The WARest Trigger that takes what is said in the chats of a session. */
export class Inbox {
	private constructor(
		private readonly item: Item,
		private readonly session: { id: string; registry: string | null },
		private readonly url: string,
		private readonly secret: string,
		private readonly base: string,
		private readonly others: string[],
	) {}

	/**
	 * The inbox of a session; null if no published trigger of the same n8n and with the same API key takes its events.
	 * @param base n8n's address for waiting executions: what WARest has stored may lead anywhere
	 */
	static async of(sessionId: string, base: string, item: Item): Promise<Inbox | null> {
		const { webhookUrl, webhookSecret, registryUser } =
			(await storedWebhook(item.api, sessionId)) ?? {};
		const registered = String(webhookUrl ?? '');
		const isHere = n8nIn(registered) === base.slice(0, base.lastIndexOf('/'));
		const isOurs = isHere && webhookSecret === secretFor(item.api, triggerIn(registered));
		// Who listens for a test event keeps nothing.
		const members = isOurs ? membersOf(registerIn(registered)) : [];
		const live = members.find((name) => !isTest(name));
		if (!live) return null;
		const { url, secret } = signedAddress(item.api, addressOf(live, registered));
		const registry = typeof registryUser === 'string' && registryUser !== '' ? registryUser : null;
		return new Inbox(
			item,
			{ id: sessionId, registry },
			url,
			secret,
			base,
			liveOthers(members, url),
		);
	}

	/** Where the numbers of another question in a chat begin. */
	async numberFrom(chat: string): Promise<number> {
		const { numberFrom = 1 } = await this.ask({ chat });
		return numberFrom;
	}

	/** Has the inbox keep a question, and reads it back: only what another request finds is stored. */
	async keep(question: WaitingQuestion): Promise<void> {
		await this.note(question);
		for (let time = 0; time < READ_BACK; time += 1) {
			const { question: found } = await this.ask({ find: question.id });
			if (found === encodeQuestion(question)) return;
		}
		throw noInbox(this.session.id, this.item);
	}

	/** Tells the inbox which message asks a question that it keeps. */
	async note(question: WaitingQuestion): Promise<void> {
		await this.ask({ put: question, base: this.base, others: this.others });
	}

	/** Has the inbox forget a question that wasn't asked; its time ends in any case. */
	async forget(id: string): Promise<void> {
		await this.ask({ drop: id }).catch(() => {});
	}

	private async ask(message: QuestionMessage): Promise<InboxAnswer> {
		const body = questionBody(message, this.session, Date.now());
		const answer = await this.item.waiting
			.post(this.url, signedHeaders(body, this.secret), body)
			.catch((error: Error): IDataObject => ({ error: error.message }));
		if (!isObject(answer) || answer.accepted !== true || !('question' in answer)) {
			throw noInbox(this.session.id, this.item);
		}
		return answer as unknown as InboxAnswer;
	}
}

/** The error where nobody would bring the answers. */
export const noInbox = (sessionId: string, item: Item) =>
	item.failure(
		`No WARest Trigger takes the answers in the chats of session '${sessionId}'`,
		`Nothing was sent. Publish a workflow with a WARest Trigger for session '${sessionId}', or choose Answer By → Link.`,
	);
