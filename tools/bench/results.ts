import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../host/packed-package';
import type { Conversations, Engine } from './conversations';
import type { Definition } from './definitions';
import type { Deliveries } from './deliveries';
import type { FileTimes } from './files';
import type { NodeTimes } from './node-times';
import type { PackageFigures } from './package-figures';

/** Where and of what something was measured. */
export interface Conditions {
	/** The day, as in 2026-11-22. */
	day: string;
	commit: string;
	n8n: string;
	/** The Node.js that n8n runs under. */
	node: string;
	machine: string;
	rounds: number;
}

/** What is measured, part by part; each can be measured alone. */
export interface Parts {
	times: NodeTimes;
	files: FileTimes[];
	package: PackageFigures;
	deliveries: Deliveries;
	conversations: Record<Engine, Conversations>;
	definitions: Definition[];
}

export type PartName = keyof Parts;

/** Each part with the conditions it was measured under. */
export type Results = { [Name in PartName]: { conditions: Conditions; measured: Parts[Name] } };

/** The results that docs/benchmarks.md is made from. */
export const keptFile = join(projectFolder, 'docs', 'benchmarks.json');

export const readResults = async (): Promise<Results> =>
	JSON.parse(await readFile(keptFile, 'utf8')) as Results;
