import actionCodex from '../../../nodes/Warest/Warest.node.json';
import triggerCodex from '../../../nodes/WarestTrigger/WarestTrigger.node.json';
import { Warest } from '../../../nodes/Warest/Warest.node';
import { WarestTrigger } from '../../../nodes/WarestTrigger/WarestTrigger.node';

interface Entry {
	properties: { displayName: string; codex: { alias: string[] } };
}

/** The search of n8n's node panel. It has types for ES modules only. */
const { sublimeSearch } = jest.requireActual<{
	sublimeSearch(words: string, entries: Entry[]): Array<{ item: Entry }>;
}>('@n8n/utils/search/sublime-search');

/** What n8n's node panel has of a node, as its search takes it. */
const entry = (displayName: string, codex: { alias: string[] }): Entry => ({
	properties: { displayName, codex },
});

const { description } = new Warest();
const { description: triggerDescription } = new WarestTrigger();

it.each([
	'whatsapp',
	'send whatsapp',
	'whatsapp message',
	'send whatsapp message',
	'send message',
	'send pdf',
	'send picture',
	'pin chat',
	'pin a chat',
	'create group',
	'add participant',
	'last messages',
	'connect number',
	'qr code',
	'poll',
	'reply',
	'broadcast',
	'confirm',
	'approve',
	'approval',
	'human',
	'wait for answer',
	'ask customer',
	'message received',
	'new message',
	'read chat',
	'connect whatsapp',
	'bulk message',
	'why nothing arrives',
	'test connection',
	'whatsapp pdf',
	'whatsapp file',
	'send invoice',
	'whatsapp broadcast',
	'whatsapp reply',
	'receive whatsapp',
	'incoming message',
	'auto reply',
	'chat history',
	'chat messages',
	'last 20 messages',
	'customer writes',
	'not working',
	'wait until connected',
	'pin whatsapp chat',
])('is found in the node panel by typing "%s"', (words) => {
	const found = sublimeSearch(words, [
		entry(description.displayName, actionCodex),
		entry('WhatsApp Business Cloud', { alias: ['human', 'form', 'wait', 'hitl', 'approval'] }),
		entry('Schedule Trigger', { alias: ['Time', 'Scheduler', 'Polling', 'Cron', 'Interval'] }),
	]);
	expect(found.map(({ item }) => item.properties.displayName)).toContain('WARest');
});

it('is not found by what it has nothing to do with', () => {
	const found = sublimeSearch('spreadsheet', [entry(description.displayName, actionCodex)]);
	expect(found).toEqual([]);
});

it('stands in the panel with one text for both nodes, of which n8n shows the one of the trigger', () => {
	expect(triggerDescription.description).toBe(description.description);
	expect(description.description).toMatch(/^Send and receive/);
});

it('links to pages, because n8n adds to the end of an address what would break an anchor', () => {
	const links = [actionCodex, triggerCodex].flatMap(({ resources }) =>
		[...resources.primaryDocumentation, ...resources.credentialDocumentation].map(({ url }) => url),
	);
	expect(links).toHaveLength(4);
	expect(links.filter((url) => url.includes('#'))).toEqual([]);
});
