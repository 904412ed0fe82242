import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { ensureN8n } from './host/n8n-install';
import { explain, Problem } from './host/problem';
import { reportTo, step } from './host/report';

const report = reportTo(process.stderr);

/** Runs a command that shows its own output. */
async function pass(title: string, command: string, env = process.env): Promise<void> {
	await step(report, title, async () => {
		const { status } = spawnSync(command, { stdio: 'inherit', shell: true, env });
		if (status !== 0) throw new Problem(`Failed: ${command}`);
	});
}

/** Everything that a change must pass on one machine; what takes hours or other servers has scripts of its own. */
async function main(): Promise<void> {
	await pass(`npm test on Node.js ${process.version}`, 'npm test -- --coverage');
	await pass('The package in n8n and in the browser', 'npm run test:e2e');
	await pass('CONTRIBUTING.md, step by step', 'npm run test:contributing');
	await pass('10,000 messages and random faults', 'npm run test:faults');
	await pass("n8n's own rules for community packages", 'npm run scan');
	const { node } = await ensureN8n(report);
	if (node === process.execPath) return;
	const PATH = [dirname(node), process.env.PATH].join(delimiter);
	await pass("The same tests on n8n's Node.js", 'npx jest', { ...process.env, PATH });
}

main().catch((error: unknown) => {
	report(explain(error));
	process.exitCode = 1;
});
