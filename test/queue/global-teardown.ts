import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanUp } from '../e2e/clean-up';
import { ROLES } from './processes';
import { artifactsFolder, getStage } from './stage';

export default async function globalTeardown(): Promise<void> {
	const { n8n } = getStage();
	await mkdir(artifactsFolder, { recursive: true });
	for (const role of ROLES) {
		await copyFile(n8n[role].logFile, join(artifactsFolder, `${role}.log`));
	}
	await cleanUp();
}
