import axios from 'axios';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Login, Stored } from '../../tools/host/n8n-client';
import { N8nClient } from '../../tools/host/n8n-client';
import { N8N, N8N_1, type N8nRelease } from '../../tools/host/n8n-install';
import { projectFolder } from '../../tools/host/packed-package';
import type { WarestServer } from '../../tools/host/warest-server';
import { KILL } from './n8n-switch';

/** What is running while the tests run. */
export interface Stage {
	n8n: {
		url: string;
		login: Login;
		userFolder: string;
		logFile: string;
		/** A POST to it restarts n8n. */
		switchUrl: string;
	};
	sandbox: WarestServer;
	/** The stored credential for the sandbox. */
	credential: Stored;
}

const VARIABLE = 'WAREST_E2E_STAGE';

/** Which n8n the tests run in: npm run test:n8n1 asks for the last release line of n8n 1. */
const isN8n1 = process.env.WAREST_E2E_N8N === '1';
export const release: N8nRelease = isN8n1 ? N8N_1 : N8N;

/** Screenshots and logs of the last run; CI keeps them. */
export const artifactsFolder = join(projectFolder, 'artifacts', isN8n1 ? 'n8n1' : 'e2e');

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
	if (!text) throw new Error('The stage is set by the global setup: npm run test:e2e');
	return JSON.parse(text) as Stage;
}

/** A client of the running n8n, signed in as its owner. */
export function signedIn({ n8n: { url, login } }: Stage): N8nClient {
	return new N8nClient(url, login, remember);
}

/** Stops n8n and starts it again, with everything it has stored. */
export async function restartN8n({ n8n: { switchUrl } }: Stage): Promise<void> {
	await axios.post(switchUrl, undefined, { proxy: false });
}

/** Kills n8n in the middle of whatever it does, and starts it again. */
export async function killN8n({ n8n: { switchUrl } }: Stage): Promise<void> {
	await axios.post(`${switchUrl}${KILL}`, undefined, { proxy: false });
}
