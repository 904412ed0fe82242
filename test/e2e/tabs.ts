import type { Browser, Page } from 'playwright-core';
import { Editor } from './editor';
import type { Stage } from './stage';

/** What a person has open in the browser. */
export interface Tabs {
	/** The tab of n8n's editor … */
	page: Page;
	/** … and what operates it. */
	editor: Editor;
	/** The tab of the phone. */
	phone: Page;
}

/** Opens a tab for n8n, and another with the phone of a session, in a chat. */
export async function openTabs(
	browser: Browser,
	{ n8n, sandbox }: Stage,
	session: string,
	chat: string,
): Promise<Tabs> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	const page = await context.newPage();
	const phone = await context.newPage();
	await phone.goto(`${sandbox.url}/#session=${session}&chat=${chat}`);
	return { page, editor: new Editor(page, n8n.url), phone };
}
