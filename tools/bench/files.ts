import type { IBinaryData } from 'n8n-workflow';
import { Problem } from '../host/problem';
import type { Report } from '../host/report';
import type { WarestServer } from '../host/warest-server';
import { withEngine } from './engine-process';
import type { MediaServer } from './media-server';
import { startMediaServer } from './media-server';
import { SESSION } from './sandbox-process';
import type { Summary } from './statistics';
import { summary } from './statistics';

const MEGABYTE = 1_000_000;
const SIZES = [20, 100, 300];

/** One upload or download, as the process that does it is told. */
export interface FileRun {
	direction: 'upload' | 'download';
	/** The node, or Node.js alone, which knows no n8n and so no mode but files. */
	subject: 'node' | 'bare';
	/** n8n's name of it: files in its folder, or in memory. */
	mode: 'filesystem' | 'default';
	/** Bytes. */
	size: number;
	server: WarestServer;
	/** The server of the warm-up, with a small file. */
	small: WarestServer;
	/** The document of an upload, if it is in n8n's storage. */
	stored: IBinaryData | null;
	session: string;
}

/** What one run took: milliseconds, and bytes of memory at its highest above what it was before. */
export interface FileUse {
	milliseconds: number;
	bytes: number;
}

export interface FileTimes extends Pick<FileRun, 'direction' | 'mode'> {
	/** Of 1,000,000 bytes. */
	megabytes: number;
	milliseconds: Summary;
	/** Megabytes. */
	memory: Summary;
	/** Megabytes that Node.js alone takes to pipe a file into a request, or a response into a file. */
	bare?: Summary;
}

interface Servers {
	sandbox: WarestServer;
	films: MediaServer;
}

async function runOnce(
	node: string,
	{ sandbox, films }: Servers,
	{ direction, mode, megabytes }: Pick<FileTimes, 'direction' | 'mode' | 'megabytes'>,
	subject: FileRun['subject'],
): Promise<FileUse> {
	const upload = direction === 'upload';
	const toSandbox = upload && subject === 'node';
	const size = megabytes * MEGABYTE;
	return await withEngine(node, mode, async (runProgram) => {
		const run: FileRun = {
			...{ direction, subject, mode, size, session: SESSION },
			server: toSandbox ? sandbox : films.serving(megabytes),
			small: toSandbox ? sandbox : films.serving(1),
			stored: upload && mode === 'filesystem' ? await runProgram('file-store.ts', size) : null,
		};
		return await runProgram<FileUse>('file-run.ts', run);
	});
}

const memoryOf = (uses: FileUse[]) => summary(uses.map(({ bytes }) => bytes / MEGABYTE));

/** Uploads and downloads, each in a process that holds only n8n's engine and the node. */
export async function measureFiles(
	sandbox: WarestServer,
	node: string,
	rounds: number,
	report: Report,
): Promise<FileTimes[]> {
	if (process.platform !== 'linux') {
		throw new Problem('The memory of a process at its highest can be measured on Linux only.');
	}
	const films = await startMediaServer();
	try {
		const times: FileTimes[] = [];
		for (const direction of ['upload', 'download'] as const) {
			for (const mode of ['filesystem', 'default'] as const) {
				for (const megabytes of SIZES) {
					const file = { direction, mode, megabytes };
					const uses: FileUse[] = [];
					const bareUses: FileUse[] = [];
					for (let round = 0; round < rounds; round++) {
						uses.push(await runOnce(node, { sandbox, films }, file, 'node'));
						if (mode === 'default') continue;
						bareUses.push(await runOnce(node, { sandbox, films }, file, 'bare'));
					}
					const milliseconds = summary(uses.map((use) => use.milliseconds));
					const memory = memoryOf(uses);
					const bare = bareUses.length > 0 ? memoryOf(bareUses) : undefined;
					times.push({ ...file, milliseconds, memory, bare });
					report(
						`  ${direction} of ${megabytes} MB (${mode}): ${Math.round(milliseconds.median)} ms, ${memory.median.toFixed(1)} MB`,
					);
				}
			}
		}
		return times;
	} finally {
		await films.close();
	}
}
