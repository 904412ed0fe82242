import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/warest';
import { WaitingHost } from '../support/waiting-host';
import { MINUTE, SECOND, SESSION, Violation, WRITERS } from './scene';
import type { Stage } from './stage';

/** Who is asked, each in a chat of their own. */
export type Asked = 'Budi' | 'Sari';

/** What a question asks for, and what fits it and nothing else that was ever asked. */
export const KINDS: Record<
	string,
	(number: number) => { parameters: IDataObject; fitting: string }
> = {
	choice: (number) => ({
		parameters: {
			valueType: 'choice',
			choices: {
				choice: [{ label: `Table ${number} inside` }, { label: `Table ${number} outside` }],
			},
		},
		fitting: `table ${number} outside`,
	}),
	buttons: (number) => ({
		parameters: {
			valueType: 'choice',
			choices: { choice: [{ label: `Cake ${number}` }, { label: `Tea ${number}` }] },
			options: { choicesAs: 'buttons' },
		},
		fitting: `tea ${number}`,
	}),
	number: (number) => ({
		parameters: {
			valueType: 'number',
			options: { minimum: number * 1000, maximum: number * 1000 + 9 },
		},
		fitting: String(number * 1000 + 5),
	}),
};

/** How somebody says something: with what fits a question, quoting it, by a button, or about something else. */
export type Way = 'answer' | 'quote' | 'tap' | 'chatter';

/** A question that was asked. */
interface Question {
	number: number;
	host: WaitingHost;
	who: Asked;
	fitting: string;
	/** Of the message that asks it. */
	messageId: string;
	/** Milliseconds since 1970; null: no limit. */
	until: number | null;
	/** n8n itself has ended it, minutes after its time. */
	isEndedByN8n: boolean;
	/** Only the second workflow was published when it was asked. */
	isOfSecond: boolean;
	/** Both workflows shared the webhook when it was asked: each knows it from then on. */
	isOfBoth: boolean;
}

/** Something that a person said in their chat. */
interface Said {
	id: string;
	who: Asked;
	at: number;
	/** The number of the only question that it can be the answer to; null if it is meant for none. */
	meant: number | null;
	/** Whether another question was open in the chat: then it may have been taken for a try. */
	mayBeTry: boolean;
	/** Whether WARest can tell of it later, if it can't at once. */
	isKept: boolean;
	/** Whether WARest had it at once, and nobody else was to get it. */
	isOurs: boolean;
	/**
	 * Only the second workflow has the webhook, and the first has yet to join it with the questions that it knows; or the
	 * first isn't published, and doesn't know the question.
	 */
	isSecondAlone: boolean;
	/** The workflows that nobody is left to tell that it was an answer. */
	untold: Set<number>;
}

const answerOf = ({ host }: Question): IDataObject | undefined => host.outputs[0]?.[0];

/** The questions that executions of the watched n8n ask in its chats, and what the people there say. */
export class Talk {
	private readonly questions: Question[] = [];
	private readonly said: Said[] = [];

	constructor(private readonly stage: Stage) {}

	/** Nobody reaches n8n, nor what waits there. */
	set isAway(isAway: boolean) {
		for (const { host } of this.questions) host.isAway = isAway;
	}

	private get open(): Question[] {
		return this.questions.filter(({ host }) => host.status === 'waiting');
	}

	isAskedIn = (chatId: string): boolean =>
		this.open.some(({ who }) => WRITERS[who].chatId === chatId);

	/**
	 * A workflow asks; where it can't, it says so, and nothing waits.
	 * @param isOfSecond whether only the second workflow is published
	 */
	async ask(who: Asked, kind: string, minutes: number | null, isOfSecond = false): Promise<void> {
		const { stage } = this;
		const number = this.questions.length + 1;
		const { parameters, fitting } = KINDS[kind](number);
		const limit = { limitType: 'afterTimeInterval', resumeAmount: minutes, resumeUnit: 'minutes' };
		const options = {
			...(parameters.options as IDataObject | undefined),
			...(minutes !== null && { limitWaitTime: { values: limit } }),
		};
		const { chatId } = WRITERS[who];
		// WhatsApp counts in seconds: what was written in the one of the question may have come after it.
		await stage.pass(SECOND);
		const askedAt = Date.now();
		const asking = WaitingHost.start(stage.account, {
			n8n: stage.trigger,
			parameters: {
				sessionId: byId(SESSION),
				to: byId(chatId),
				message: `Question ${number}`,
				responseType: 'value',
				...parameters,
				options,
			},
		});
		const host = await stage.time.until(asking);
		const { slot } = stage;
		const isOfBoth = stage.ours.every((each) => stage.isIn(slot.url, each));
		if (host.status !== 'waiting') return void stage.errors.push(String(host.error?.message));
		const [{ id: messageId }] = stage.sandbox.control.phoneMessages(SESSION, chatId).slice(-1);
		const until = minutes === null ? null : askedAt + minutes * MINUTE;
		const asked = { number, host, who, fitting, messageId, until, isOfSecond, isOfBoth };
		this.questions.push({ ...asked, isEndedByN8n: false });
	}

	/**
	 * Somebody says something; `index` chooses among the questions that are open in their chat.
	 * @param isOfSecond whether only the second workflow is published
	 */
	async say(who: Asked, way: Way, index: number, isOfSecond = false): Promise<void> {
		const { stage } = this;
		const { session, slot } = stage;
		const { control } = stage.sandbox;
		const { chatId } = WRITERS[who];
		const here = this.open.filter((question) => question.who === who);
		const question = here[index % Math.max(1, here.length)];
		const said = {
			chatId,
			text: question && way !== 'chatter' ? question.fitting : 'Good morning',
		};
		const message = control
			.phoneMessages(SESSION, chatId)
			.find(({ id }) => id === question?.messageId);
		// Nothing to tap comes back from the phone while the line is down.
		const isLineUp = session.runtime?.status === 'open';
		const button = isLineUp ? message?.interaction?.buttons[1] : undefined;
		const id =
			way === 'tap' && button
				? control.answerButton(SESSION, {
						chatId,
						messageId: question.messageId,
						id: button.value!,
					})
				: control.incoming(SESSION, {
						...said,
						...(way === 'quote' && question && { quotedId: question.messageId }),
					});
		const meant = question && way !== 'chatter' ? question.number : null;
		const hasSecond = slot.owner === 'second' && !stage.isIn(slot.url, stage.trigger);
		const isUntold = hasSecond && question?.isOfBoth !== true;
		const isSecondAlone = hasSecond || (isOfSecond && question?.isOfSecond === true);
		this.said.push({
			id,
			who,
			at: Date.now(),
			meant,
			mayBeTry: here.some(({ number }) => number !== meant),
			isKept: !(way === 'tap' && button),
			isSecondAlone,
			untold: new Set(isUntold ? [1] : []),
			isOurs: isLineUp && !['program', 'other'].includes(slot.owner),
		});
		await this.stage.time.quiet();
	}

	/** The second workflow is published, and knows no other: it hears what was said from a moment on, or never came to n8n. */
	secondIsAlone(since: number): void {
		const from = Math.floor(since / SECOND) * SECOND;
		for (const said of this.said) if (said.at >= from || !said.isOurs) said.untold.add(1);
	}

	/** The first workflow is published, and knows no other: what the second one has taken meanwhile, it catches up. */
	firstIsAlone(): void {
		for (const said of this.said) if (said.isSecondAlone) said.untold.add(0);
	}

	/** How often a message started a workflow. */
	private starts({ id }: Said, place: number): number {
		return this.stage.ours[place].runs
			.filter(({ mode }) => mode !== 'manual')
			.flatMap(({ outputs }) => outputs.flat())
			.filter(({ json }) => json.messageId === id).length;
	}

	/** At any time: each answer wakes its question, once, and nobody else's, and starts nothing else. */
	judge(): void {
		const takers = new Map<unknown, number>();
		for (const question of this.questions) {
			const { number, host, who } = question;
			if (host.resumed > 1) throw new Violation(`Question ${number} went on ${host.resumed} times`);
			const answer = answerOf(question);
			if (answer?.answered !== true) {
				this.judgeTime(question);
				continue;
			}
			const { answerMessageId } = answer;
			const said = this.said.find(({ id }) => id === answerMessageId);
			if (!said) throw new Violation(`Question ${number} was answered by what nobody said`);
			if (said.who !== who) throw new Violation(`Question ${number} was answered by ${said.who}`);
			if (said.meant !== number) {
				throw new Violation(`Question ${number} took an answer to question ${said.meant}`);
			}
			if (takers.has(said.id)) {
				throw new Violation(`Questions ${takers.get(said.id)} and ${number} took the same answer`);
			}
			takers.set(said.id, number);
		}
		for (const said of this.said) {
			for (const place of this.stage.ours.keys()) {
				const times = this.starts(said, place);
				const most = takers.has(said.id) && !said.untold.has(place) ? 0 : 1;
				if (times > most) {
					throw new Violation(
						`What ${said.who} said to question ${said.meant} started workflow ${place + 1} ${times} times, though ${most === 0 ? 'it was an answer' : 'once is enough'}`,
					);
				}
			}
		}
	}

	/** n8n's own net: it looks each minute whether an execution has waited long enough. */
	async endWhatIsLong(): Promise<void> {
		for (const question of this.open) {
			const { waitTill } = question.host;
			if (!waitTill || waitTill.getTime() > Date.now()) continue;
			question.isEndedByN8n = true;
			await this.stage.time.until(question.host.timeOut());
		}
	}

	/** Nobody who answered in time is passed over. */
	private judgeTime({ number, host, until, isEndedByN8n }: Question): void {
		const [ended] = host.outputs[1] ?? [];
		if (ended?.because !== 'time' || isEndedByN8n) return;
		const given = this.said.find(
			({ meant, at, isKept, isOurs }) => meant === number && at < until! && isKept && isOurs,
		);
		if (given) throw new Violation(`Question ${number} ended without the answer that came in time`);
	}

	/** In the end, after all checks that are needed: nothing is lost, and each question still takes its answer. */
	async judgeEnd(): Promise<void> {
		this.judge();
		const answers = new Set(this.questions.map((each) => answerOf(each)?.answerMessageId));
		for (const said of this.said) {
			const isTaken = answers.has(said.id) || said.mayBeTry || !said.isKept;
			const isTold = this.stage.trigger.items.some(({ messageId }) => messageId === said.id);
			if (!isTaken && !isTold) {
				throw new Violation(`What ${said.who} said (${said.id}) never started the workflow`);
			}
		}
		for (const question of this.open) {
			const { number, until } = question;
			if (until !== null && until + 2 * MINUTE < Date.now()) {
				throw new Violation(`Question ${number} waits though its time is over`);
			}
			const given = this.said.find(({ meant, isKept }) => meant === number && isKept);
			if (given) throw new Violation(`Question ${number} still waits though it was answered`);
		}
		for (const question of [...this.open]) {
			const place = this.open.filter(({ who }) => who === question.who).indexOf(question);
			await this.say(question.who, 'answer', place);
			await this.stage.pass(2 * SECOND);
			if (question.host.status === 'waiting') {
				throw new Violation(`Question ${question.number} can't be answered in the end`);
			}
		}
		this.judge();
	}

	/** What became of the questions, for who reads of a failure. */
	get report(): string {
		return this.questions
			.map(
				({ number, who, host }) =>
					`Question ${number} to ${who}: ${host.status} ${JSON.stringify(host.outputs)}`,
			)
			.join('\n');
	}
}
