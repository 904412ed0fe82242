import { ensureN8n } from './n8n-install';
import { explain } from './problem';
import { reportTo } from './report';

/** Installs n8n if it is missing, and prints the path of the Node.js that it runs under. */
async function main(): Promise<void> {
	const { node } = await ensureN8n(reportTo(process.stderr));
	process.stdout.write(`${node}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = 1;
});
