import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifactsFolder } from './stage';

/** Writes down what was measured, for docs/queue-mode.md. */
export function record(name: string, figures: object): void {
	mkdirSync(artifactsFolder, { recursive: true });
	writeFileSync(join(artifactsFolder, `${name}.json`), `${JSON.stringify(figures, null, '\t')}\n`);
}

/** Seconds since a moment, in whole tenths. */
export const secondsSince = (begun: number): number => Math.round((Date.now() - begun) / 100) / 10;
