import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCacheFolder } from './host/cache-folder';
import { run } from './host/command';
import { npm } from './host/npm';
import { packPackage, projectFolder } from './host/packed-package';
import { explain, Problem } from './host/problem';
import { reportTo, step } from './host/report';

const VERSION = '0.32.0';

/** The scanner as published cannot run: it asks for a TypeScript that its own parser cannot load. */
const MANIFEST = {
	private: true,
	dependencies: { '@n8n/scan-community-package': VERSION, 'n8n-workflow': '2.41.0' },
	overrides: { typescript: '5.9.3', '@n8n/eslint-plugin-community-nodes': VERSION },
};

interface Finding {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: string[]): Promise<Finding>;
}

const report = reportTo(process.stdout);

/** n8n's own scanner of community packages, installed once into the cache folder. */
async function scanner(): Promise<Scanner> {
	const folder = join(await openCacheFolder(), `scanner-${VERSION}`);
	const entry = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	if (!existsSync(entry)) {
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
		const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await step(report, "Installing n8n's package scanner", async () => {
			await npm('Installing the scanner', args, { cwd: folder });
		});
	}
	return (await import(pathToFileURL(entry).href)) as Scanner;
}

/** Runs the scanner's rules on the sources and on the packed package. */
async function main(): Promise<void> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await scanner();
	const folder = await mkdtemp(join(tmpdir(), 'scan-'));
	try {
		const { file } = await packPackage(join(folder, 'packed'));
		await run('tar', ['-xzf', file, '-C', folder], { cwd: folder });
		const findings = {
			source: await analyzePackage(projectFolder, SOURCE_FILE_PATTERNS),
			tarball: await analyzePackage(join(folder, 'package'), ['dist/**/*.js', 'package.json']),
		};
		for (const [what, { passed, message = '', details = '' }] of Object.entries(findings)) {
			report(`${what}: ${passed ? 'passed' : 'FAILED'} ${message} ${details}`.trimEnd());
		}
		if (Object.values(findings).some(({ passed }) => !passed)) {
			throw new Problem('n8n would not accept this package: see above.');
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = 1;
});
