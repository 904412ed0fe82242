import type { Browser, Page } from 'playwright-core';
import { resources } from '../../nodes/Warest/operations';
import { OWNER, SANDBOX_EXAMPLE } from '../../tools/host/demo';
import { capture, openBrowser } from './browser';
import type { Editor } from './editor';
import { getStage } from './stage';
import { openTabs } from './tabs';

const stage = getStage();
const { credential } = stage;
const { session, chat } = SANDBOX_EXAMPLE;

let browser: Browser;
let page: Page;
let phone: Page;
let editor: Editor;

const row = () => phone.locator(`[data-chat="${chat.value}"]`);

beforeAll(async () => {
	browser = await openBrowser();
	({ page, editor, phone } = await openTabs(browser, stage, session.value, chat.value));
	await row().waitFor();
});

afterAll(async () => await browser.close());

// The tests in this file are one person's steps, in order.

it('shows the chat unpinned on the phone', async () => {
	expect(await row().getAttribute('data-pinned')).toBe('false');
	await capture(phone, '01-phone-before');
});

it('lets the owner sign in', async () => {
	await editor.signIn(OWNER);
	await capture(page, '02-signed-in');
});

it('finds the node by typing "warest" in a new workflow', async () => {
	await editor.newWorkflow();
	const names = await editor.searchNodes('warest');
	await capture(page, '03-node-panel');
	expect(names).toContain('WARest');
});

it.each([
	'send whatsapp message',
	'pin chat',
	'create group',
	'confirm',
	'approve',
	'human',
	'connect number',
])('finds it by typing "%s", too, and says what it is for', async (words) => {
	const entry = await editor.findNode(words, 'WARest');
	expect(entry).toContain('Send and receive WhatsApp messages');
});

it('lists the actions by resource', async () => {
	const panel = await editor.openActions('WARest');
	await capture(page, '04-actions-of-sessions');
	const count = Object.values(resources).flatMap(({ operations }) =>
		Object.keys(operations),
	).length;
	expect(await panel.innerText()).toContain(`Actions (${count})`);
	const groups = Object.values(resources).map(({ name }) => `${name} Actions`.toLowerCase());
	expect(await editor.actionGroups(panel, groups.length)).toEqual(groups);
	await capture(page, '04-actions-of-misc');
	await panel.getByText('Pin or unpin a WhatsApp chat').scrollIntoViewIfNeeded();
	await capture(page, '04-actions-of-chats');
});

it('opens Pin/Unpin Chat with the credential chosen', async () => {
	await editor.chooseAction('Pin or unpin a WhatsApp chat');
	await capture(page, '05-node-open');
	expect(await editor.shownValue('resource')).toBe('Chats');
	expect(await editor.shownValue('operation')).toBe('Pin/Unpin Chat');
	expect(await editor.shownCredential()).toBe(credential.name);
});

it('offers the sessions in a list', async () => {
	const entries = await editor.openList('sessionId');
	await capture(page, '06-sessions');
	await entries.filter({ hasText: session.name }).first().click();
	expect(await editor.shownChoice('sessionId')).toContain(session.name);
});

it('offers the chats of the session in a list, and searches it', async () => {
	const entries = await editor.openList('chatId');
	await capture(page, '07-chats');
	await editor.searchList(chat.name);
	await entries.filter({ hasText: chat.name }).first().waitFor();
	await capture(page, '08-chats-searched');
	await entries.filter({ hasText: chat.name }).first().click();
	expect(await editor.shownChoice('chatId')).toContain(chat.name);
});

it('pins the chat: the output shows the answer, and the phone the chat on top', async () => {
	const output = await editor.executeStep();
	await output.getByText('1 item').waitFor();
	expect(await output.innerText()).toContain(chat.value);
	await capture(page, '09-pinned');
	await phone.locator(`[data-chat="${chat.value}"][data-pinned="true"]`).waitFor();
	const [first] = await phone.locator('[data-chat]').all();
	expect(await first.getAttribute('data-chat')).toBe(chat.value);
	await capture(phone, '10-phone-pinned');
});

it('unpins it again', async () => {
	await editor.toggle('pin');
	const output = await editor.executeStep();
	await output.getByText('1 item').waitFor();
	await capture(page, '11-unpinned');
	await phone.locator(`[data-chat="${chat.value}"][data-pinned="false"]`).waitFor();
	await capture(phone, '12-phone-unpinned');
});
