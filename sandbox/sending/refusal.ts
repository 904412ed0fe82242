import type { Problem } from '../codes';

/** A request that a sending route refuses. */
export class Refusal extends Error {
	constructor(readonly problem: Problem) {
		super(problem.message);
	}
}

/** Ends a request with a status, an app code and a text. */
export function refuseSending(status: number, code: number, message: string): never {
	throw new Refusal({ status, code, message });
}
