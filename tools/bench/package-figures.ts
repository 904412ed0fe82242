import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { INodeTypeDescription } from 'n8n-workflow';
import { run } from '../host/command';
import { WAREST_NODE } from '../host/demo';
import type { N8nClient } from '../host/n8n-client';
import type { PackedPackage } from '../host/packed-package';
import { projectFolder } from '../host/packed-package';
import type { Report } from '../host/report';
import type { Summary } from './statistics';
import { summary } from './statistics';

interface Size {
	bytes: number;
	gzipped: number;
}

export interface PackageFigures {
	/** Milliseconds to require and construct, beyond n8n-workflow. */
	load: { node: Summary; trigger: Summary; both: Summary };
	/** The descriptions as n8n's editor gets them. */
	descriptions: { node: Size; trigger: Size };
	/** Bytes. */
	tarball: number;
}

const built = (name: string) => [
	join(projectFolder, 'dist', 'nodes', name, `${name}.node.js`),
	name,
];

/** A start takes so little that a round has many. */
const STARTS = 10;

async function loadTime(node: string, rounds: number, files: string[]): Promise<Summary> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const args = [join(__dirname, 'start-up.cjs'), ...files];
		const { code, stdout, stderr } = await run(node, args, { cwd: projectFolder });
		if (code !== 0) throw new Error(stderr);
		times.push(Number(stdout));
	}
	return summary(times);
}

function sizeOf(types: INodeTypeDescription[], wanted: string): Size {
	const description = types.find(({ name }) => name === wanted);
	if (!description) throw new Error(`n8n does not know ${wanted}`);
	const json = JSON.stringify(description);
	return { bytes: Buffer.byteLength(json), gzipped: gzipSync(json).length };
}

/** What the package costs an n8n that has it. Needs the built package in `dist`. */
export async function measurePackage(
	n8n: N8nClient,
	packed: PackedPackage,
	node: string,
	rounds: number,
	report: Report,
): Promise<PackageFigures> {
	const [warest, trigger] = [built('Warest'), built('WarestTrigger')];
	const load = {
		node: await loadTime(node, rounds * STARTS, warest),
		trigger: await loadTime(node, rounds * STARTS, trigger),
		both: await loadTime(node, rounds * STARTS, [...warest, ...trigger]),
	};
	const types = await n8n.nodeTypes();
	const descriptions = {
		node: sizeOf(types, WAREST_NODE),
		trigger: sizeOf(types, 'n8n-nodes-warest.warestTrigger'),
	};
	const { size: tarball } = await stat(packed.file);
	report(`  loaded in ${load.both.median.toFixed(1)} ms; tarball ${tarball} bytes`);
	return { load, descriptions, tarball };
}
