// Puts a document into n8n's storage, so that the process that sends it has not made it.
import { startEngine } from '../../test/support/engine';
import { storedDocument } from './document';

async function main() {
	await startEngine();
	const size = JSON.parse(process.argv[2]) as number;
	process.stdout.write(JSON.stringify(await storedDocument(size)));
}

void main().then(() => process.exit());
