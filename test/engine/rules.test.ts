import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/Warest/operations';
import { byId, runWarest } from '../support/warest';
import { useSandbox } from '../support/sandbox';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const NOBODY = byId('6289999999999');
const CHAT = '6281200010003@s.whatsapp.net';
const STRANGE_GROUP = byId('120363999999999999@g.us');

/** A kind of operation, known by the request that it makes, however it was declared. */
const KINDS: Array<{
	kind: string;
	/** The request of an operation of this kind, as "METHOD path". */
	request: RegExp;
	/** What it must refuse. */
	refused: () => INodeParameters | Promise<INodeParameters>;
	message: RegExp;
	/** How many of the ninety there are, so that none is overlooked. */
	count: number;
}> = [
	{
		kind: 'changes a chat or a message in it',
		request: /^POST \S*\/chats\/|^(POST|DELETE) \S*\/messages\/([^/]+\/)?action\//,
		refused: () => ({ chatId: NOBODY, options: {} }),
		message: /^The chat '6289999999999@s.whatsapp.net' does not exist in session 'demo'$/,
		count: 16,
	},
	{
		kind: 'changes only own messages',
		request: /^POST \S*\/action\/(edit|revoke)$/,
		refused: async () => ({
			chatId: byId(CHAT),
			messageId: byId(await someoneElsesMessage()),
			options: {},
		}),
		message: /was written by someone else$/,
		count: 2,
	},
	{
		kind: 'sends',
		request: /^POST \S*\/messages\/send\//,
		refused: () => ({
			to: STRANGE_GROUP,
			incoming: { sessionId: 'demo', chatId: STRANGE_GROUP.value, messageId: 'X' },
		}),
		message:
			/^The group '120363999999999999@g.us' does not exist, or the session 'demo' is not in it$/,
		count: 15,
	},
	{
		kind: 'destroys the login of a session',
		request: /^GET \S*\/session\/logout$|^DELETE \S*\/session\/delete$/,
		refused: async () => {
			const account = { phone: '6281100000009', device: 3, name: 'Twin', lid: '900000000009' };
			for (const id of ['My.Shop', 'my-shop']) current.sandbox.control.addSession({ id, account });
			return { sessionId: byId('my-shop') };
		},
		message: /shares its WhatsApp login with session 'My.Shop'/,
		count: 2,
	},
];

async function someoneElsesMessage(): Promise<string> {
	const { items } = await runWarest(current.account, ['chats', 'getChatMessages'], {
		sessionId: byId('demo'),
		chatId: byId(CHAT),
		limit: 1,
		options: { isFromMe: false },
	});
	return String(items[0].json.messageId);
}

const ninety = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.keys(operations).map((operation): [string, string] => [resource, operation]),
);

const run = async ([resource, operation]: [string, string], more: INodeParameters = {}) =>
	await runWarest(
		current.account,
		[resource, operation],
		{ ...cases[resource][operation].minimal, ...more },
		{ items: [{ json: {}, binary: current.binary }] },
	);

const requests = () => current.sandbox.requests.map(({ method, path }) => `${method} ${path}`);

/** How many operations of each kind were met. */
const seen = new Map<string, number>();

it.each(ninety)('%s %s keeps the rule of its kind', async (resource, operation) => {
	await cases[resource][operation].given?.(current.sandbox);
	await run([resource, operation]);
	const made = requests();
	const kinds = KINDS.filter(({ request }) => made.some((each) => request.test(each)));
	for (const { kind } of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1);
	for (const { request, refused, message } of kinds) {
		const parameters = await refused();
		const before = requests().length;
		const { error } = await run([resource, operation], parameters);
		expect(error?.message).toMatch(message);
		expect(
			requests()
				.slice(before)
				.filter((each) => request.test(each)),
		).toEqual([]);
	}
});

it('every kind has as many operations as it should', () => {
	expect(Object.fromEntries(seen)).toEqual(
		Object.fromEntries(KINDS.map(({ kind, count }) => [kind, count])),
	);
});
