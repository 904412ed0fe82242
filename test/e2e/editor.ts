import { capture } from './browser';
import type { Locator, Page } from 'playwright-core';
import type { Person } from '../../tools/host/n8n-client';

/** n8n's editor, as a person uses it. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async signIn({ email, password }: Person): Promise<void> {
		const { page } = this;
		// A hint for newcomers may cover what should be clicked.
		const gotIt = page.getByRole('button', { name: 'Got it' });
		await page.addLocatorHandler(gotIt, async () => await gotIt.click());
		await page.goto(`${this.url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await page.locator('input[name=password]').fill(password);
		await page.keyboard.press('Enter');
		await page.getByTestId('project-home-menu-item').waitFor();
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Opens the nodes panel with its keyboard shortcut and searches it; returns the names found. */
	async searchNodes(text: string): Promise<string[]> {
		const { page } = this;
		await page.keyboard.press('n');
		await page.getByTestId('node-creator-search-bar').fill(text);
		const names = page.getByTestId('node-creator-item-name');
		await names
			.filter({ hasText: new RegExp(text, 'i') })
			.first()
			.waitFor();
		return await names.allInnerTexts();
	}

	/** Types other words into the open nodes panel, and waits until it shows the entry of a node; returns its text. */
	async findNode(words: string, node: string): Promise<string> {
		const { page } = this;
		await page.getByTestId('node-creator-search-bar').fill(words);
		const entry = page
			.getByTestId('item-iterator-item')
			.filter({ has: page.getByTestId('node-creator-item-name').getByText(node, { exact: true }) });
		await entry.waitFor();
		return await entry.innerText();
	}

	/** The titles of the groups in the list of actions, which draws entries further down only once they are scrolled into view. */
	async actionGroups(panel: Locator, most: number): Promise<string[]> {
		const titles = new Set<string>();
		await panel.hover();
		for (let turn = 0; turn < 50 && titles.size < most; turn++) {
			const text = await panel.innerText();
			for (const [title] of text.matchAll(/^.+ Actions$/gim)) titles.add(title.toLowerCase());
			await this.page.mouse.wheel(0, 600);
			await this.page.evaluate('new Promise(requestAnimationFrame)');
		}
		return [...titles];
	}

	/** Opens a node's entries in the panel; returns the panel. */
	async openNode(node: string): Promise<Locator> {
		const creator = this.page.getByTestId('node-creator');
		await creator.getByTestId('node-creator-item-name').getByText(node, { exact: true }).click();
		return creator;
	}

	/** Opens a node's actions in the panel; returns the panel. */
	async openActions(node: string): Promise<Locator> {
		const { page } = this;
		const creator = await this.openNode(node);
		const title = creator.getByText(/^Actions \(\d+\)$/);
		await title.waitFor();
		await title.scrollIntoViewIfNeeded();
		await capture(page, '04-actions');
		// In an empty workflow, the actions are collapsed below the triggers.
		if (!(await creator.getByText('Sessions Actions').isVisible())) await title.click();
		await creator.getByText('Sessions Actions').waitFor();
		return creator;
	}

	/** Chooses an action in the panel; the node opens. */
	async chooseAction(action: string): Promise<void> {
		const creator = this.page.getByTestId('node-creator');
		await creator.getByTestId('node-creator-item-name').getByText(action, { exact: true }).click();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** The value that a parameter shows. */
	async shownValue(parameter: string): Promise<string> {
		return await this.page
			.getByTestId(`parameter-input-${parameter}`)
			.locator('input')
			.inputValue();
	}

	/** The value that a resource locator shows. */
	async shownChoice(parameter: string): Promise<string> {
		const locator = this.page.getByTestId(`resource-locator-${parameter}`);
		return await locator.getByTestId('rlc-input').inputValue();
	}

	/** The name of the credential that the node uses. */
	async shownCredential(): Promise<string> {
		const slot = this.page.getByTestId('node-credentials-slot');
		return await slot.locator('input').inputValue();
	}

	/** Opens the list of a resource locator; returns its entries. */
	async openList(parameter: string): Promise<Locator> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		const entries = this.page.getByTestId('rlc-item');
		await entries.first().waitFor();
		return entries;
	}

	/** Chooses the entry with a text from the list of a resource locator. */
	async chooseFromList(parameter: string, text: string): Promise<void> {
		const entries = await this.openList(parameter);
		await entries.filter({ hasText: text }).first().click();
	}

	/** Chooses from the options of a parameter. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).click();
		await this.chooseShown(option);
	}

	/** Chooses from the options that are open; a description may follow an option's name. */
	private async chooseShown(option: string): Promise<void> {
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.filter({ hasText: new RegExp(`^\\s*${option}`) }).click();
	}

	/** Writes into a text field; in a list of entries, into that of the entry at `index`. */
	async fill(parameter: string, text: string, index = 0): Promise<void> {
		const field = this.page.getByTestId(`parameter-input-${parameter}`).nth(index);
		await field.locator('textarea, input').first().fill(text);
	}

	/** Clicks a button of the open node, such as the one that adds an entry to a list. */
	async click(button: string): Promise<void> {
		await this.page.getByTestId('ndv').getByRole('button', { name: button }).click();
	}

	/** Adds an option to the first collection of options. */
	async addOption(option: string): Promise<void> {
		await this.page.getByTestId('collection-parameter-add').first().click();
		await this.chooseShown(option);
	}

	/** Leaves the open node by its cross: where a list of options has the focus, Escape only closes that. */
	async leave(): Promise<void> {
		const { page } = this;
		await page.getByTestId('ndv-close-button').click();
		await page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Opens the nodes panel for what follows at the first output that nothing follows yet, and searches it. */
	async searchNext(text: string): Promise<void> {
		await this.page.getByTestId('canvas-handle-plus').first().click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** Runs the whole workflow. */
	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Waits until so many nodes of the workflow have succeeded. */
	async succeeded(count: number): Promise<void> {
		const marks = this.page.getByTestId('canvas-node-status-success');
		await marks.nth(count - 1).waitFor();
	}

	/** Opens a node of the workflow. */
	async open(node: string): Promise<void> {
		const drawn = this.page.getByTestId('canvas-node').filter({ hasText: node });
		await drawn.dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Types into the search field of the list that is open. */
	async searchList(text: string): Promise<void> {
		await this.page.getByTestId('rlc-search').fill(text);
	}

	/** Switches a boolean parameter. */
	async toggle(parameter: string): Promise<void> {
		// The checkbox itself is hidden behind its drawing.
		await this.page.getByTestId(`parameter-input-${parameter}`).locator('.el-switch').click();
	}

	/** Has the open trigger listen for a test event. */
	async listen(): Promise<void> {
		const { page } = this;
		const accepted = page.waitForResponse((response) => response.url().endsWith('/run'));
		await page.getByTestId('node-execute-button').click();
		await accepted;
	}

	/** Leaves the open node and publishes the workflow. */
	async publish(): Promise<void> {
		const { page } = this;
		await page.keyboard.press('Escape');
		await page.getByTestId('workflow-open-publish-modal-button').click();
		await page.getByTestId('workflow-publish-button').click();
	}

	/** Runs the open node; returns the output panel when the run has ended and the button is back. */
	async executeStep(): Promise<Locator> {
		const { page } = this;
		const button = page.getByTestId('node-execute-button');
		const accepted = page.waitForResponse((response) => response.url().endsWith('/run'));
		await button.click();
		await accepted;
		await button.locator('.n8n-spinner').waitFor({ state: 'detached' });
		return page.getByTestId('output-panel');
	}
}
