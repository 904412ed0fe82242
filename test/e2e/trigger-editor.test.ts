import type { Browser, Page } from 'playwright-core';
import { Receiver } from '../../sandbox/webhooks/test-receiver';
import { OWNER } from '../../tools/host/demo';
import { capture, openBrowser } from './browser';
import type { Editor } from './editor';
import { getStage, signedIn } from './stage';
import { openTabs } from './tabs';
import { free, ofTest, sandbox, SESSION, slot } from './trigger-scene';

const stage = getStage();
const { credential } = stage;
const client = signedIn(stage);
/** A customer of the demo world. */
const CHAT = '6281200460738@s.whatsapp.net';

let browser: Browser;
let page: Page;
let phone: Page;
let editor: Editor;

const unpublishAll = async () => {
	for (const workflow of await client.workflows()) await client.deactivate(workflow);
	await slot(free);
};

beforeAll(async () => {
	await unpublishAll();
	browser = await openBrowser();
	({ page, editor, phone } = await openTabs(browser, stage, SESSION, CHAT));
	await phone.locator('#composer-text').waitFor();
	await editor.signIn(OWNER);
	await editor.newWorkflow();
});

afterAll(async () => {
	await browser.close();
	await unpublishAll();
});

// The tests in this file are one person's steps, in order.

it('offers the events as triggers', async () => {
	await editor.searchNodes('warest');
	const panel = await editor.openNode('WARest');
	await panel.getByText('On message received').waitFor();
	await capture(page, '21-triggers');
});

it('opens the trigger for the chosen event, with the credential', async () => {
	await editor.chooseAction('On message received');
	await capture(page, '22-trigger-open');
	expect(await editor.shownCredential()).toBe(credential.name);
});

it('offers the sessions in a list', async () => {
	const entries = await editor.openList('sessionId');
	await entries.filter({ hasText: SESSION }).first().click();
	expect(await editor.shownChoice('sessionId')).toMatch(new RegExp(SESSION, 'i'));
	await page.getByText('Listen, then write a WhatsApp message to this number').waitFor();
	await capture(page, '23-trigger-set-up');
});

it('listens for a test event, and shows the message that a contact writes on the phone', async () => {
	await editor.listen();
	await slot(ofTest);
	await capture(page, '24-listening');
	await phone.locator('#composer-text').fill('Do you deliver to Bandung?');
	await phone.keyboard.press('Enter');
	const output = page.getByTestId('output-panel');
	await output.getByText('JSON', { exact: true }).first().click();
	await output.getByText('Do you deliver to Bandung?').first().waitFor();
	expect(await output.innerText()).toContain('1 item');
	await capture(page, '25-test-event');
	await capture(phone, '26-phone-test-event');
	await slot(free);
});

it('says in the editor why n8n does not publish it: another program has the session', async () => {
	const program = await Receiver.start();
	const { url } = program;
	const webhookSecret = 'the secret of the other program';
	await sandbox.post(`/api/v1/session/${SESSION}/config`, { webhookUrl: url, webhookSecret });
	await slot((found) => found.url === url);
	await editor.publish();
	const refusal = page.getByText(`The webhook of session '${SESSION}' belongs to ${url}`);
	await refusal.first().waitFor();
	await capture(page, '27-refused');
	// Later the button says it, to whoever opens the workflow.
	await page.reload();
	await page.getByTestId('workflow-open-publish-modal-button').hover();
	await page
		.getByTestId('tooltip-content')
		.getByText("This workflow isn't running")
		.first()
		.waitFor();
	await capture(page, '28-not-running');
	await program.close();
	await sandbox.post(`/api/v1/session/${SESSION}/config`, { webhookUrl: '', webhookSecret });
});
