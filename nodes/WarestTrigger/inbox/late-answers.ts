import { pointsAt } from '../../Warest/send-and-wait/answers/pointing';
import { readAnswer } from '../../Warest/send-and-wait/answers/read';
import type { Ended } from '../../Warest/send-and-wait/protocol';
import type { Delivery } from '../receiving/delivery';
import { saidIn } from './said-in';

/** So long after its end a question is still known. */
const KNOWN_FOR_MS = 600_000;

/** What fits in any case says nothing of what it is about. */
const ANYTHING_FITS = ['freeText', 'text'];

/** The questions whose time was over just now: who answers one of them is told so, once. */
export class LateAnswers {
	private readonly ended = new Map<string, Array<Ended & { at: number }>>();

	/** The time of a question in a chat is over. */
	add(chat: string, ended: Ended, now: number): void {
		for (const one of this.ended.keys()) if (this.of(one, now).length === 0) this.ended.delete(one);
		this.ended.set(chat, [...this.of(chat, now), { ...ended, at: now }]);
	}

	private of(chat: string, now: number) {
		return (this.ended.get(chat) ?? []).filter(({ at }) => now - at < KNOWN_FOR_MS);
	}

	/** What is said to an event that comes too late for a question; null for all others. */
	replyTo(chat: string, delivery: Delivery, now: number): string | null {
		const ended = this.of(chat, now);
		const answer = ended.length === 0 ? null : saidIn(delivery);
		if (answer === null) return null;
		const isMeant = ({ sessionId, open, isGroup }: Ended) => {
			if (sessionId !== delivery.sessionId) return false;
			if (pointsAt(answer, open) === 'this') return true;
			const isClear = !isGroup && !ANYTHING_FITS.includes(open.question.type);
			return isClear && readAnswer(answer, open).fits === true;
		};
		const meant = ended.find(isMeant);
		if (!meant) return null;
		this.ended.set(
			chat,
			ended.filter((each) => each !== meant),
		);
		return meant.text;
	}
}
