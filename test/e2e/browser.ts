import type { Browser, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import { join } from 'node:path';
import { artifactsFolder, remember } from './stage';

// How n8n marks the parts of its editor.
selectors.setTestIdAttribute('data-test-id');

/** Starts the machine's own Chromium. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** Keeps what the page shows: a picture for people, and its text for the search for leaked keys. */
export async function capture(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(artifactsFolder, `${name}.png`), animations: 'disabled' });
	remember(await page.content());
}
