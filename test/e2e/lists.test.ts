import { chosen, SANDBOX_EXAMPLE, WAREST_CREDENTIAL, WAREST_NODE } from '../../tools/host/demo';
import type { ListQuestion } from '../../tools/host/n8n-client';
import { phoneChats, writeAs } from './phone';
import { getStage, signedIn } from './stage';

const stage = getStage();
const client = signedIn(stage);
const { session, chat } = SANDBOX_EXAMPLE;

const question = (rest: Pick<ListQuestion, 'parameter' | 'method'>): ListQuestion => ({
	nodeType: WAREST_NODE,
	parameters: { resource: 'chats', operation: 'pinChat', sessionId: chosen(session) },
	credential: { type: WAREST_CREDENTIAL, ...stage.credential },
	...rest,
});
const sessions = question({ parameter: 'sessionId', method: 'searchSessions' });
const chats = question({ parameter: 'chatId', method: 'searchChats' });

it('lists the sessions, the connected ones first', async () => {
	const { results } = await client.list(sessions);
	expect(results.map(({ value }) => value)).toContain(session.value);
	expect(results.at(0)?.name).toMatch(/\(\+\d+\)$/);
	expect(results.at(-1)?.name).not.toMatch(/\(\+\d+\)$/);
});

it('searches the sessions', async () => {
	const { results } = await client.list({ ...sessions, filter: 'SHO' });
	expect(results.map(({ value }) => value)).toEqual(['shop']);
});

/** A person is listed as WARest claims them until WhatsApp has been asked. */
const person = (value: unknown) => String(value).replace(/^unverified:(\d+)$/, '$1@s.whatsapp.net');

it('searches the chats of the chosen session by name', async () => {
	const { results } = await client.list({ ...chats, filter: chat.name });
	expect(results.map(({ value }) => person(value))).toContain(chat.value);
	expect(results.length).toBeLessThan(10);
});

it('pages through all the chats of the chosen session', async () => {
	const numbers = Array.from({ length: 150 }, (_, index) => 6_281_300_030_000 + index);
	for (const number of numbers) {
		await writeAs(stage.sandbox.url, session.value, `${number}@s.whatsapp.net`);
	}
	const listed: unknown[] = [];
	let paginationToken: string | undefined;
	do {
		const page = await client.list({ ...chats, paginationToken });
		listed.push(...page.results.map(({ value }) => value));
		paginationToken = page.paginationToken as string | undefined;
	} while (paginationToken);
	// WARest keeps no record of the chat with oneself.
	const own = '6281200457010@s.whatsapp.net';
	const onPhone = await phoneChats(stage.sandbox.url, session.value);
	const others = onPhone.map(({ jid }) => jid).filter((jid) => jid !== own);
	expect(new Set(listed).size).toBe(listed.length);
	expect(new Set(listed.map(person))).toEqual(new Set(others));
});
