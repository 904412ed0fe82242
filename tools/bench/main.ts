import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WAREST_NODE } from '../host/demo';
import { ensureN8n, N8N } from '../host/n8n-install';
import { packPackage, projectFolder } from '../host/packed-package';
import { explain, Problem } from '../host/problem';
import { reportTo, step } from '../host/report';
import { ENGINES, measureConversations } from './conversations';
import { measureDefinitions } from './definitions';
import { measureDeliveries } from './deliveries';
import { measureFiles } from './files';
import { measureNodeTimes } from './node-times';
import { measurePackage } from './package-figures';
import { page } from './page';
import { plot } from './plot';
import type { Conditions, PartName, Parts, Results } from './results';
import { keptFile, readResults } from './results';
import { startSandboxProcess } from './sandbox-process';
import { startStage } from './stage';

const USAGE =
	'npm run bench -- [--only times,files,package,definitions,deliveries,conversations] [--rounds 5]';
const ARTIFACTS = join(projectFolder, 'artifacts', 'bench');
const IMAGE = join(projectFolder, 'docs', 'images', 'benchmarks.svg');
const PAGE = join(projectFolder, 'docs', 'benchmarks.md');

const report = reportTo(process.stdout);

const titles: Record<PartName, string> = {
	package: 'The package: load time and sizes',
	definitions: 'What models and the editor load',
	deliveries: 'The trigger against the Webhook node',
	conversations: 'Answers in the chat, and many workflows on one number',
	files: 'Uploads and downloads',
	times: 'The node against the HTTP Request node and a bare loop',
};
/** Nodes for the same purpose, in n8n itself. */
const COMPARED = [
	WAREST_NODE,
	'n8n-nodes-base.telegram',
	'n8n-nodes-base.whatsApp',
	'n8n-nodes-base.gmail',
];

const partNames = Object.keys(titles) as PartName[];

function readArguments(): { wanted: PartName[]; rounds: number } {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', default: partNames.join(',') },
			rounds: { type: 'string', default: '5' },
		},
	});
	const wanted = partNames.filter((name) => values.only.split(',').includes(name));
	const rounds = Number(values.rounds);
	if (wanted.length !== values.only.split(',').length || !Number.isInteger(rounds) || rounds < 1) {
		throw new Problem(`Usage: ${USAGE}`);
	}
	return { wanted, rounds };
}

function conditionsOf(node: string, rounds: number): Conditions {
	const [{ model }] = cpus();
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	const ask = (program: string, ...args: string[]) =>
		execFileSync(program, args, { cwd: projectFolder, encoding: 'utf8' }).trim();
	return {
		day: new Date().toISOString().slice(0, 10),
		commit: ask('git', 'rev-parse', '--short', 'HEAD'),
		n8n: N8N.version,
		node: ask(node, '--version'),
		machine: `${cpus().length} × ${model}, ${gigabytes} GB, ${process.platform}`,
		rounds,
	};
}

/** Thousandths say enough. */
const asText = (results: object) =>
	`${JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value), '\t')}\n`;

/** What was measured stays, also when a later part fails. */
async function keep(results: object) {
	await mkdir(ARTIFACTS, { recursive: true });
	await writeFile(join(ARTIFACTS, 'results.json'), asText(results));
}

/** Measures the wanted parts, one after the other, so that none disturbs another. */
async function measure(wanted: PartName[], rounds: number): Promise<Partial<Results>> {
	const install = await ensureN8n(report);
	const { node } = install;
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-warest-bench-'));
	const sandbox = await startSandboxProcess();
	try {
		const packed = await packPackage(folder);
		const stage = await step(report, 'Starting n8n with the packed package', async () => {
			return await startStage(install, packed, sandbox);
		});
		try {
			const measures: { [Name in PartName]: () => Promise<Parts[Name]> } = {
				package: () => measurePackage(stage.n8n, packed, node, rounds, report),
				definitions: async () => measureDefinitions(await stage.n8n.nodeTypes(), COMPARED),
				deliveries: () => measureDeliveries(stage, node, rounds, report),
				conversations: async () => {
					const always = await measureConversations(stage, node, rounds, report);
					const other = await startStage(install, packed, sandbox, ENGINES.ifNeeded);
					try {
						const ifNeeded = await measureConversations(other, node, rounds, report);
						return { always, ifNeeded };
					} finally {
						await other.stop();
					}
				},
				files: () => measureFiles(sandbox, node, rounds, report),
				times: () => measureNodeTimes(stage, node, rounds, report),
			};
			const conditions = conditionsOf(node, rounds);
			const results: Partial<Record<PartName, unknown>> = {};
			for (const name of wanted) {
				const measured = await step(report, titles[name], async () => await measures[name]());
				results[name] = { conditions, measured };
				await keep(results);
			}
			return results as Partial<Results>;
		} finally {
			await stage.stop();
		}
	} finally {
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function main() {
	const { wanted, rounds } = readArguments();
	const measured = await measure(wanted, rounds);
	const kept = existsSync(keptFile) ? await readResults() : {};
	const results = { ...kept, ...measured } as Results;
	const missing = partNames.filter((name) => !(name in results));
	if (missing.length > 0) {
		report(`docs/benchmarks.md is not written: ${missing.join(', ')} were never measured.`);
		return;
	}
	await writeFile(keptFile, asText(results));
	const rounded = await readResults();
	await writeFile(PAGE, page(rounded));
	await writeFile(IMAGE, plot(rounded.times.measured.differentChats));
	report('Written: docs/benchmarks.md, docs/benchmarks.json, docs/images/benchmarks.svg');
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${explain(error)}\n`);
		process.exit(1);
	},
);
