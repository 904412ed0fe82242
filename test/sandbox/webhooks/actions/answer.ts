import type { Session } from '../../world/types';
import type { World } from '../../world/world';

/** One entry of a receiver's answer, filled in, and what went wrong with it. */
export interface ActionRun {
	sessionId: string;
	action: unknown;
	error: string | null;
}

export interface ActionContext {
	world: World;
	session: Session;
	/** After each action that sends something, unless the answer says otherwise. */
	pauseMs: number;
	log: ActionRun[];
}

/** Runs what a receiver's answer asks for (webhooks 8). */
export async function runActions(_context: ActionContext, _body: string, _answer: string) {}
