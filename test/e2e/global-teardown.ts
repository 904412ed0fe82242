import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanUp } from './clean-up';
import { artifactsFolder, getStage } from './stage';

export default async function globalTeardown(): Promise<void> {
	await copyFile(getStage().n8n.logFile, join(artifactsFolder, 'n8n.log'));
	await cleanUp();
}
