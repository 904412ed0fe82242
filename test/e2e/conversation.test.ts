import type { Browser, Page } from 'playwright-core';
import { OWNER } from '../../tools/host/demo';
import { capture, openBrowser } from './browser';
import type { Editor } from './editor';
import { getStage, signedIn } from './stage';
import { openTabs } from './tabs';
import { free, ofN8n, SESSION, slot } from './trigger-scene';

const stage = getStage();
const client = signedIn(stage);
/** A customer of the demo world. */
const CUSTOMER = { name: 'Putu Eka', jid: '6281200460738@s.whatsapp.net' };
const THANKS = 'Thank you, see you tomorrow!';
const QUESTION = 'Shall we deliver your order tomorrow?';

let browser: Browser;
let page: Page;
let phone: Page;
let editor: Editor;

/** Has the customer write. */
async function writes(text: string): Promise<void> {
	await phone.locator('#composer-text').fill(text);
	await phone.keyboard.press('Enter');
}

beforeAll(async () => {
	browser = await openBrowser();
	({ page, editor, phone } = await openTabs(browser, stage, SESSION, CUSTOMER.jid));
	await phone.locator('#composer-text').waitFor();
	await editor.signIn(OWNER);
});

afterAll(async () => {
	await browser.close();
	for (const workflow of await client.workflows()) await client.deactivate(workflow);
	await slot(free);
});

// The tests in this file are one person's steps, in order: those of docs/conversations.md.

it('receives: publishes a workflow with a WARest Trigger', async () => {
	await editor.newWorkflow();
	await editor.searchNodes('warest');
	await editor.openNode('WARest');
	await editor.chooseAction('On message received');
	await editor.chooseFromList('sessionId', SESSION);
	await editor.publish();
	await slot(ofN8n);
	await capture(page, '31-inbox-published');
});

it('asks: sets up Send and Wait for Response in another workflow', async () => {
	await editor.newWorkflow();
	await editor.searchNodes('warest');
	await editor.openActions('WARest');
	await editor.chooseAction('Send a WhatsApp message and wait for the response');
	await editor.chooseFromList('sessionId', SESSION);
	await editor.chooseFromList('to', CUSTOMER.name);
	await editor.fill('message', QUESTION);
	await editor.choose('responseType', 'Value');
	expect(await editor.shownValue('answerBy')).toBe('Chat');
	expect(await editor.shownValue('valueType')).toBe('Choice');
	await capture(page, '32-question-value');
	for (const [index, label] of ['Yes, please', 'Another day'].entries()) {
		await editor.click('Add Choice');
		await editor.fill('label', label, index);
	}
	await editor.fill('words', 'ok, sure, 👍', 0);
	await capture(page, '33-question-choices');
	await editor.addOption('Limit Wait Time');
	await editor.click('Set Limit');
	await editor.fill('resumeAmount', '4');
	await editor.choose('resumeUnit', 'Hours');
	await capture(page, '34-question-options');
	await editor.leave();
});

it('goes on: thanks the customer from the output Answered', async () => {
	await editor.searchNext('warest');
	await editor.openActions('WARest');
	await editor.chooseAction('Send a WhatsApp text message to a person or group');
	await editor.chooseFromList('sessionId', SESSION);
	await editor.chooseFromList('to', CUSTOMER.name);
	await editor.fill('message', THANKS);
	await editor.leave();
	await capture(page, '35-workflow');
});

it('waits for the customer, who reads the question on the phone', async () => {
	await editor.executeWorkflow();
	await phone.getByText(QUESTION).last().waitFor();
	await capture(page, '36-waiting');
	await capture(phone, '37-phone-question');
});

it('goes on with the answer, at the output Answered', async () => {
	await writes('1');
	await phone.getByText(THANKS).last().waitFor();
	await capture(phone, '38-phone-answered');
	await editor.succeeded(3);
	await capture(page, '39-executed');
	await editor.open('wait for the response');
	const output = page.getByTestId('output-panel');
	await output.getByText('Yes, please').first().waitFor();
	await capture(page, '40-answered');
	expect(await output.innerText()).toMatch(/true\s+Yes, please/);
});
