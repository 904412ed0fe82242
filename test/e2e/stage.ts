import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Login, Stored } from '../host/n8n-client';
import { N8nClient } from '../host/n8n-client';
import { projectFolder } from '../host/packed-package';
import type { WarestServer } from '../host/warest-server';

/** What is running while the tests run. */
export interface Stage {
	n8n: { url: string; login: Login; userFolder: string; logFile: string };
	sandbox: WarestServer;
	/** The stored credential for the sandbox. */
	credential: Stored;
}

const VARIABLE = 'WAREST_E2E_STAGE';

/** Screenshots and logs of the last run; CI keeps them. */
export const artifactsFolder = join(projectFolder, 'artifacts', 'e2e');

/** Every text that n8n gave to its editor or showed in the browser, for the search for leaked keys. */
export const seenFile = join(artifactsFolder, 'seen.txt');

/** Keeps a text for the search for leaked keys. */
export function remember(text: string): void {
	mkdirSync(artifactsFolder, { recursive: true });
	appendFileSync(seenFile, `${text}\n`);
}

/** Called by the global setup: the tests run in another context, which shares only the environment. */
export function setStage(stage: Stage): void {
	process.env[VARIABLE] = JSON.stringify(stage);
}

/** What is running while the tests run. */
export function getStage(): Stage {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('The stage is set by the global setup: run jest.e2e.config.js');
	return JSON.parse(text) as Stage;
}

/** A client of the running n8n, signed in as its owner. */
export function signedIn({ n8n: { url, login } }: Stage): N8nClient {
	return new N8nClient(url, login, remember);
}
