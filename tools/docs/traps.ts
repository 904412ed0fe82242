import { readFileSync } from 'node:fs';

/** One row of docs/traps.md. */
export interface Trap {
	/** Operations that it concerns; none if it concerns all. */
	operations: string[];
	trap: string;
	answer: string;
}

/** The number in the contract, which says nothing to the reader of one operation. */
const NUMBER = /^(\d+( and \d+)?|V\d( to V\d)?:?)( \(text\))? /;

const ROW = /^\| (?<trap>.+?) \| (?<operations>.*?) \| (?<answer>.+?) \| .+ \|$/;

/** The traps that docs/traps.md lists, with the operations that each row names. */
export function readTraps(): Trap[] {
	return readFileSync('docs/traps.md', 'utf8')
		.split('\n')
		.flatMap((line) => {
			const { trap, operations, answer } = ROW.exec(line)?.groups ?? {};
			const named = [...(operations ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
			return trap && named.length > 0
				? [{ trap: trap.replace(NUMBER, ''), answer, operations: named }]
				: [];
		});
}
