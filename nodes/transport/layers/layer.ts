import type { Call } from '../call';

/** Sends a request, and gives what came of it. */
export type Send<Result> = (call: Call) => Promise<Result>;

/** Does one thing before or after `next` sends a request. What `next` gives and what the layer gives may differ. */
export type Layer<Given, Result = Given> = (next: Send<Given>) => Send<Result>;
