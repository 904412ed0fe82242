import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAsOwner, warestCredential } from '../host/demo';
import type { Stored } from '../host/n8n-client';
import { N8nClient } from '../host/n8n-client';
import type { N8nInstall } from '../host/n8n-install';
import { startN8n } from '../host/n8n-process';
import type { PackedPackage } from '../host/packed-package';
import { freePort } from '../host/ports';
import { installPackage } from '../host/user-folder';
import type { SandboxProcess } from './sandbox-process';

/** A real n8n with the packed package, beside a sandbox. */
export interface Stage {
	n8n: N8nClient;
	sandbox: SandboxProcess;
	/** For the WARest node. */
	warest: Stored;
	/** For n8n's HTTP Request node: the same key in the same header. */
	header: Stored;
	stop(): Promise<void>;
}

export async function startStage(
	install: N8nInstall,
	packed: PackedPackage,
	sandbox: SandboxProcess,
	settings: Record<string, string> = {},
): Promise<Stage> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-bench-'));
	const removeFolder = async () => await rm(userFolder, { recursive: true, force: true });
	try {
		await installPackage(userFolder, packed);
		const running = await startN8n({ install, userFolder, port: await freePort(), settings });
		const stop = async () => {
			await running.stop();
			await removeFolder();
		};
		try {
			const n8n = new N8nClient(running.url);
			await signInAsOwner(n8n, userFolder);
			const header = await n8n.createCredential({
				name: 'Key of the sandbox',
				type: 'httpHeaderAuth',
				data: { name: 'X-WAREST-API-KEY', value: sandbox.apiKey },
			});
			const warest = await n8n.createCredential(warestCredential('Sandbox', sandbox));
			return { n8n, sandbox, warest, header, stop };
		} catch (error) {
			await running.stop();
			throw error;
		}
	} catch (error) {
		await removeFolder();
		throw error;
	}
}
