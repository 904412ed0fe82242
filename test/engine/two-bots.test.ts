import type { IDataObject } from 'n8n-workflow';
import { fakeTimeOfDay } from '../support/fake-time';
import { useSandbox } from '../support/sandbox';
import { TriggerHost } from '../support/trigger-host';
import { WaitingHost } from '../support/waiting-host';
import { byId } from '../support/warest';

const current = useSandbox({ world: 'demo' });
/** Far more than may ever be said: who gets there has no end. */
const TOO_MANY = 50;

const JIDS = { shop: '6281200457010@s.whatsapp.net', support: '6281200457020@s.whatsapp.net' };
type Session = keyof typeof JIDS;
const partnerOf = (session: Session): Session => (session === 'shop' ? 'support' : 'shop');

/** All that a session has ever said in its chat with the other one, oldest first. */
const saidBy = (session: Session): Array<string | null> =>
	current.sandbox.control
		.phoneMessages(session, JIDS[partnerOf(session)])
		.filter(({ fromMe }) => fromMe)
		.map(({ text }) => text);

/** A published workflow that asks whoever writes to its session, each time it is started. */
class Bot {
	readonly questions: WaitingHost[] = [];

	/**
	 * @param n8n where both are published
	 * @param asks the parameters of its nodes that ask, one after the other
	 */
	constructor(
		readonly session: Session,
		private readonly trigger: TriggerHost,
		private readonly n8n: TriggerHost,
		private readonly asks: IDataObject[],
	) {}

	async hear(text: string): Promise<void> {
		const { control, webhooks } = current.sandbox;
		const before = this.trigger.runs.length;
		const chatId = JIDS[partnerOf(this.session)];
		control.incoming(this.session, { chatId, text });
		await webhooks.settled();
		for (let runs = before; runs < this.trigger.runs.length; runs += 1) await this.ask(chatId);
	}

	private async ask(to: string): Promise<void> {
		for (const asked of this.asks) {
			const about = { sessionId: byId(this.session), to: byId(to), responseType: 'value' };
			const parameters = { ...about, ...asked };
			const question = await WaitingHost.start(current.account, { parameters, n8n: this.n8n });
			expect(question.error).toBeUndefined();
			this.questions.push(question);
		}
	}

	/** What became of its questions. */
	get outcomes(): unknown[] {
		return this.questions.map(({ status, outputs }) => outputs[1]?.[0]?.because ?? status);
	}
}

/** The next message of a session that its partner has not heard. */
const nextOf = (session: Session, heard: Record<Session, number>) =>
	saidBy(session).at(heard[session]);

/**
 * Somebody at 'support' writes to 'shop'; from then on only the bots of the two sessions talk, each about what the other
 * one asks.
 * @param pause before each message, in milliseconds
 */
async function talk(asks: IDataObject[], pause: number): Promise<[shop: Bot, support: Bot]> {
	const n8n = await TriggerHost.start(current.account, { events: ['message'] });
	try {
		const second = n8n.addWorkflow({ sessionId: byId('support') });
		for (const trigger of [n8n, second]) await trigger.activate();
		const shop = new Bot('shop', n8n, n8n, asks);
		const support = new Bot('support', second, n8n, asks);
		await shop.hear('Good morning');
		const heard = { shop: 0, support: 0 };
		for (let messages = 0; messages < TOO_MANY; messages += 1) {
			const bot = [support, shop].find(
				({ session }) => nextOf(partnerOf(session), heard) !== undefined,
			);
			if (!bot) break;
			const partner = partnerOf(bot.session);
			const text = nextOf(partner, heard);
			heard[partner] += 1;
			jest.setSystemTime(Date.now() + pause);
			await bot.hear(String(text));
		}
		return [shop, support];
	} finally {
		await n8n.close();
	}
}

describe('two bots that ask each other', () => {
	beforeEach(() => void fakeTimeOfDay());
	afterEach(() => void jest.useRealTimers());

	const NUMBER = 'How many bags?';
	const number = { valueType: 'number', message: NUMBER };
	const CHOICES = '\n\n1. Today\n2. On Monday';
	const choice = {
		valueType: 'choice',
		message: 'When?',
		choices: { choice: [{ label: 'Today' }, { label: 'On Monday' }] },
	};

	it.each([
		['a number', number, NUMBER, 'Please write a number.'],
		['a choice', choice, `When?${CHOICES}`, `Please choose one of the answers.${CHOICES}`],
	])('for %s end once the first has tried it three times', async (_, asked, question, again) => {
		const [shop, support] = await talk([asked], 11_000);
		expect([shop.outcomes, support.outcomes]).toEqual([['tries'], ['waiting']]);
		for (const { session } of [shop, support]) {
			expect(saidBy(session)).toEqual([question, again, again]);
		}
	});

	it('at once fall silent, because what comes within 10 seconds is one try', async () => {
		const [shop, support] = await talk([number], 100);
		expect([shop.outcomes, support.outcomes]).toEqual([['waiting'], ['waiting']]);
		for (const { session } of [shop, support]) {
			expect(saidBy(session)).toEqual([NUMBER, 'Please write a number.']);
		}
	});

	it('two things each, which anything fits, ask three times which of them is meant', async () => {
		const name = { valueType: 'text', message: 'What is your name?' };
		const [shop, support] = await talk([name, name], 11_000);
		const waiting = ['waiting', 'waiting'];
		expect([shop.outcomes, support.outcomes]).toEqual([waiting, waiting]);
		const whichOne = expect.stringContaining('Which one do you mean?');
		for (const { session } of [shop, support]) {
			const questions = [name.message, name.message];
			expect(saidBy(session)).toEqual([...questions, whichOne, whichOne, whichOne]);
		}
	});
});
