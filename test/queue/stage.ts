import { join } from 'node:path';
import type { Login, Stored } from '../../tools/host/n8n-client';
import { N8nClient } from '../../tools/host/n8n-client';
import type { RunningN8n } from '../../tools/host/n8n-process';
import { projectFolder } from '../../tools/host/packed-package';
import type { WarestServer } from '../../tools/host/warest-server';
import type { Host, Role } from './processes';

/** What is running while the tests run. */
export interface Stage {
	host: Host;
	/** The address that people and WARest know, in front of all n8n processes. */
	url: string;
	login: Login;
	n8n: Record<Role, Pick<RunningN8n, 'url' | 'pid' | 'logFile'>>;
	redis: { pid: number; folder: string };
	sandbox: WarestServer;
	/** The stored credential for the sandbox. */
	credential: Stored;
}

const VARIABLE = 'WAREST_QUEUE_STAGE';

/** Figures and logs of the last run. */
export const artifactsFolder = join(projectFolder, 'artifacts', 'queue');

/** Called by the global setup: the tests run in another context, which shares only the environment. */
export function setStage(stage: Stage): void {
	process.env[VARIABLE] = JSON.stringify(stage);
}

/** What is running while the tests run. */
export function getStage(): Stage {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('The stage is set by the global setup: npm run test:queue');
	return JSON.parse(text) as Stage;
}

/** A client of n8n, signed in as its owner. */
export const signedIn = ({ url, login }: Stage): N8nClient => new N8nClient(url, login);
