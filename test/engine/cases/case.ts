import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/server';

/** What every operation is tested with, against the world of the recordings. */
export interface Case {
	/** What must be so before, e.g. a binary field or another session. */
	given?: (sandbox: Sandbox) => void | Promise<void>;
	/** The smallest set of parameters that works. */
	minimal: INodeParameters;
	/** What that gives: one matcher for each output item. */
	output: object[];
	/** Every parameter and option that the operation has. */
	full: INodeParameters;
	/** Part of the query or body of the request that `full` leads to; the request is the last one to `path`. */
	sends: { path: RegExp; has: object };
	/** A parameter that an expression gives for each of two items, and its two values; null if it takes none. */
	perItem: { parameter: string; values: [unknown, unknown] } | null;
	/** Whether it takes only one item. */
	isAlone?: true;
	/** What most often goes wrong, and what the person is told. */
	failure: {
		given?: (sandbox: Sandbox) => void | Promise<void>;
		parameters?: INodeParameters;
		message: string | RegExp;
	};
}

/** The cases of one resource, by operation. */
export type Cases = Record<string, Case>;
