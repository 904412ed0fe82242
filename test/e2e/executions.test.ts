import type { INode, INodeExecutionData, ITaskData } from 'n8n-workflow';
import { chosen, pinWorkflow, SANDBOX_EXAMPLE, warestCredential } from '../../tools/host/demo';
import type { Stored } from '../../tools/host/n8n-client';
import { phoneChats, pinnedChats, writeAs } from './phone';
import { getStage, signedIn } from './stage';

const stage = getStage();
const client = signedIn(stage);
const { session } = SANDBOX_EXAMPLE;
const MISSING = '6289999999999@s.whatsapp.net';
/** A session of the demo world whose QR code nobody has scanned. */
const WAITING = 'warehouse';

interface Run {
	chats: string[];
	pin?: boolean;
	sessionId?: string;
	credential?: Stored;
	onError?: INode['onError'];
}

interface Outcome {
	status: string;
	items: INodeExecutionData[];
	errorItems: INodeExecutionData[];
	error: ITaskData['error'];
}

/** Runs Pin/Unpin Chat with one item for each chat, which an expression reads from the item. */
async function runPin({
	chats,
	pin = true,
	sessionId = session.value,
	credential = stage.credential,
	onError,
}: Run): Promise<Outcome> {
	const draft = pinWorkflow('Pin chats', credential);
	const [trigger, node] = draft.nodes;
	Object.assign(node.parameters, {
		sessionId: chosen({ value: sessionId, name: sessionId }),
		chatId: { __rl: true, mode: 'number', value: '={{ $json.chat }}' },
		pin,
	});
	const pinData = { [trigger.name]: chats.map((chat) => ({ json: { chat } })) };
	const workflow = await client.createWorkflow({
		...draft,
		nodes: [trigger, { ...node, onError }],
		pinData,
	});
	const { status, data } = await client.run(workflow, { from: trigger.name, to: node.name });
	const [task] = data.resultData.runData[node.name];
	const [items, errorItems] = task.data?.main ?? [];
	return { status, items: items ?? [], errorItems: errorItems ?? [], error: task.error };
}

const paired = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

/** Chats that can be reached by their JID, which those of hidden numbers can't. */
async function unpinnedChats(count: number): Promise<string[]> {
	const chats = await phoneChats(stage.sandbox.url, session.value);
	return chats
		.filter(({ pinned, jid }) => !pinned && !jid.endsWith('@lid'))
		.map(({ jid }) => jid)
		.slice(0, count);
}

describe('200 items with an expression for the chat', () => {
	const numbers = Array.from({ length: 200 }, (_, index) => 6_281_300_020_000 + index);
	const chats = numbers.map((number) => `${number}@s.whatsapp.net`);

	beforeAll(async () => {
		for (const chat of chats) await writeAs(stage.sandbox.url, session.value, chat);
	});

	it.each([
		['pins', true],
		['unpins', false],
	])('%s them all, each paired with its item', async (_name, pin) => {
		const { status, items } = await runPin({ chats, pin });
		expect(status).toBe('success');
		expect(paired(items)).toEqual(chats.map((_chat, item) => ({ item })));
		const pinned = await pinnedChats(stage.sandbox.url, session.value);
		expect(chats.filter((chat) => pinned.has(chat))).toEqual(pin ? chats : []);
	});
});

describe('a chat that does not exist', () => {
	it('ends the run and says so', async () => {
		const { status, items, error } = await runPin({ chats: [MISSING] });
		expect(status).toBe('error');
		expect(items).toEqual([]);
		expect(error?.message).toBe(`The chat '${MISSING}' does not exist in session 'shop'`);
		expect(error?.description).toContain("Check 'Chat ID / JID'");
	});

	it('becomes an error item among the others with "Continue"', async () => {
		const [first, second] = await unpinnedChats(2);
		const chats = [first, MISSING, second];
		const { status, items } = await runPin({ chats, onError: 'continueRegularOutput' });
		expect(status).toBe('success');
		expect(paired(items)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(items[1].json).toEqual({ error: expect.stringContaining('does not exist') });
		const pinned = await pinnedChats(stage.sandbox.url, session.value);
		expect(chats.map((chat) => pinned.has(chat))).toEqual([true, false, true]);
	});

	it('goes to the error output with "Continue (using error output)"', async () => {
		const [first, second] = await unpinnedChats(2);
		const { status, items, errorItems } = await runPin({
			chats: [first, MISSING, second],
			onError: 'continueErrorOutput',
		});
		expect(status).toBe('success');
		expect(paired(items)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(paired(errorItems)).toEqual([{ item: 1 }]);
		expect(errorItems[0].json).toMatchObject({ chat: MISSING });
		expect(errorItems[0].json.error).toContain('does not exist');
	});
});

it('says that a session waits for its QR code', async () => {
	const { status, error } = await runPin({
		chats: [SANDBOX_EXAMPLE.chat.value],
		sessionId: WAITING,
	});
	expect(status).toBe('error');
	expect(error?.message).toBe(`Session '${WAITING}' waits for its QR code to be scanned`);
	expect(error?.description).toContain('Sessions → Create Session');
});

it('says that the API key is wrong', async () => {
	const credential = await client.createCredential(
		warestCredential('Wrong key', { url: stage.sandbox.url, apiKey: 'not-the-key' }),
	);
	const { status, error } = await runPin({ chats: [SANDBOX_EXAMPLE.chat.value], credential });
	await client.deleteCredential(credential);
	expect(status).toBe('error');
	expect(error?.message).toBe('WARest does not accept the API key');
	expect(JSON.stringify(error)).not.toContain('not-the-key');
});
