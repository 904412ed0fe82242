// One upload or download in a process that holds nothing but n8n's engine and the node.
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, ICredentialType, INodeType } from 'n8n-workflow';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { projectFolder } from '../host/packed-package';
import type { WarestServer } from '../host/warest-server';
import { execute, startEngine } from '../../test/support/engine';
import { bareDownload, bareUpload } from './bare-file';
import { heldDocument, storedDocument } from './document';
import type { FileRun, FileUse } from './files';

const MEGABYTE = 1_000_000;
const { direction, subject, mode, size, server, small, stored, session } = JSON.parse(
	process.argv[2],
) as FileRun;

const requireBuilt = createRequire(join(projectFolder, 'dist', 'package.json'));
const built = (file: string) =>
	requireBuilt(join(projectFolder, 'dist', file)) as Record<string, new () => unknown>;
const { Warest } = built('nodes/Warest/Warest.node.js');
const { WarestTrigger } = built('nodes/WarestTrigger/WarestTrigger.node.js');
const { WarestApi } = built('credentials/WarestApi.credentials.js');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const sessionId = byId(session);
const subjects = {
	upload: {
		node: new Warest() as INodeType,
		parameters: {
			...{ resource: 'messages', operation: 'sendDocument', sessionId },
			...{ to: '6281300090001', source: 'binary', binaryPropertyName: 'data' },
		},
	},
	download: {
		node: new WarestTrigger() as INodeType,
		parameters: { sessionId, options: { downloadMedia: true, sizeLimit: 1000 } },
	},
};

/** What the item of a message with a film says of it. */
const filmOn = (url: string) => ({
	...{ event: 'message', receivedAt: new Date().toISOString() },
	media: { type: 'video', mimeType: 'video/mp4', fileName: 'film.mp4', size: null, url },
});

const kilobytes = (name: string) =>
	Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

/** Waits until what was freed has left the process. */
async function settle(): Promise<void> {
	let before: number;
	do {
		before = kilobytes('VmRSS');
		global.gc?.();
		await setTimeout(100);
	} while (kilobytes('VmRSS') < before - 1024);
}

type Work = (server: WarestServer, document?: IBinaryData) => Promise<void>;

/** Sends `document`, or downloads the film that the server has. */
const byNode: Work = async ({ url, apiKey }, document) => {
	const { error, items } = await execute({
		...subjects[direction],
		items: [document ? { json: {}, binary: { data: document } } : { json: filmOn(`${url}/film`) }],
		credentialType: new WarestApi() as ICredentialType,
		credentials: { baseUrl: url, apiKey, defaultCountryCode: '' },
	});
	if (error) throw error;
	if (!document && !items[0].binary?.data) throw new Error('No file was made');
};

const bare: Work = async ({ url }, document) => {
	const path = (id: string) => Container.get(BinaryDataService).getPath(id);
	if (document?.id) await bareUpload(url, path(document.id));
	else await bareDownload(`${url}/film`, join(process.env.N8N_USER_FOLDER ?? '', 'film'));
};

const work = { node: byNode, bare }[subject];

/** What the work with `document`, or with the film that the server has, takes. */
async function use(from: WarestServer, document?: IBinaryData): Promise<FileUse> {
	await settle();
	// From here on the kernel notes the highest memory anew (proc(5), clear_refs).
	writeFileSync('/proc/self/clear_refs', '5');
	const before = kilobytes('VmRSS');
	const begun = performance.now();
	await work(from, document);
	const milliseconds = performance.now() - begun;
	return { milliseconds, bytes: (kilobytes('VmHWM') - before) * 1024 };
}

/** The document of an upload, where n8n keeps it in this mode. */
async function documentOf(bytes: number): Promise<IBinaryData | undefined> {
	if (direction === 'download') return undefined;
	return mode === 'default' ? heldDocument(bytes) : await storedDocument(bytes);
}

async function main() {
	await startEngine();
	// What is loaded and compiled on the first use isn't the file's.
	for (let round = 0; round < 3; round++) await use(small, await documentOf(MEGABYTE));
	const result = await use(server, stored ?? (await documentOf(size)));
	process.stdout.write(JSON.stringify(result));
}

void main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(String(error));
		process.exit(1);
	},
);
