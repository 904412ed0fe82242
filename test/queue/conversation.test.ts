import { setTimeout as wait } from 'node:timers/promises';
import type { Stored } from '../../tools/host/n8n-client';
import { record, secondsSince } from './figures';
import { Phone, SUPPORT } from './phone';
import { post, publish } from './runs';
import { getStage, signedIn } from './stage';
import { ended } from './storm';
import { byHand, chain, warest, warestTrigger, webhook } from './workflows';

const stage = getStage();
const client = signedIn(stage);
const phone = new Phone(stage, 6_281_350_000_000);
const PEOPLE = 20;

let inbox: Stored;
let asking: Stored;

beforeAll(async () => {
	inbox = await publish(client, chain('Inbox', warestTrigger(stage, SUPPORT)));
	asking = await publish(
		client,
		chain(
			'Ask and go on',
			webhook('ask'),
			warest(stage, 'Ask', 'messages', {
				operation: 'sendAndWait',
				sessionId: SUPPORT,
				to: byHand('={{ $json.body.to }}'),
				message: '=Is it right that {{ $json.body.text }}?',
				answerBy: 'chat',
			}),
			warest(stage, 'Go on', 'messages', {
				operation: 'sendText',
				sessionId: SUPPORT,
				to: byHand('={{ $json.answeredBy.jid }}'),
				message: "={{ $json.value ? 'Thank you' : 'We are sorry' }}",
			}),
		),
	);
	await phone.webhookUrl(SUPPORT, (url) => url.startsWith(`${stage.url}/webhook/`));
});

afterAll(async () => {
	for (const workflow of [inbox, asking]) await client.deactivate(workflow);
});

/** Waits until each of these people has so many messages, and gives their texts. */
async function textsOf(people: string[], count: number): Promise<Map<string, string[]>> {
	for (;;) {
		const sent = await phone.sent();
		const texts = new Map(
			people.map((jid) => [
				jid,
				sent.filter((message) => message.jid === jid).map(({ text }) => text ?? ''),
			]),
		);
		if ([...texts.values()].every(({ length }) => length >= count)) return texts;
		await wait(200);
	}
}

it('brings each answer to its own question, whichever processes ask, take it and go on', async () => {
	const orders = phone.orders(PEOPLE);
	const people = orders.map(({ to }) => to);
	await Promise.all(orders.map(async (order) => await post(stage, 'ask', order)));
	await textsOf(people, 1);
	while ((await client.count(asking, 'waiting')) < PEOPLE) await wait(200);

	const begun = Date.now();
	const answers = people.map((_, index) => (index % 3 === 0 ? '2' : '1'));
	await Promise.all(
		people.map(async (to, index) => await phone.write(SUPPORT, to, { text: answers[index] })),
	);
	const texts = await textsOf(people, 2);
	record('conversation', { people: PEOPLE, secondsUntilAllWentOn: secondsSince(begun) });

	const last = people.map((to) => texts.get(to)?.slice(1));
	expect(last).toEqual(answers.map((each) => [each === '1' ? 'Thank you' : 'We are sorry']));
	expect(await ended(client, asking)).toEqual({ success: PEOPLE, error: 0 });
	// What was taken as an answer starts no other workflow.
	expect(await ended(client, inbox)).toEqual({ success: 0, error: 0 });
});
