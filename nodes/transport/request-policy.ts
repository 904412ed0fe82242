import { Changes } from './failures/outcome';
import type { Doubts } from './layers/doubts';
import type { ReplayLedger } from './layers/replay-ledger';
import type { Gate } from './limits/gate';
import { WaitBudget } from './limits/wait-budget';

/** How much one item may ask of the server, and what it must not do again. */
export interface RequestPolicy {
	budget: WaitBudget;
	/** Share of the server's limit that is left to others. */
	reserve: number;
	/** The changes of the earlier tries of this item; null: each try makes all of them. */
	ledger: ReplayLedger | null;
	/** What a model asked for before; null: where no model is at work. */
	doubts: Doubts | null;
	/** What became of the changes of this try. */
	changes: Changes;
	/** What a person can do to allow a longer wait, after "or". */
	longer?: string;
	/** Seconds for each request, instead of the usual. */
	timeout?: number;
	/** Takes what is worth a line in n8n's log. */
	log: (text: string) => void;
	/** What holds changes back besides the server's limits. */
	gate?: Gate;
}

/** Lists in the editor and the trigger don't wait for long. */
const BRIEF_MS = 5000;

/** For requests that belong to no item. */
export const briefPolicy = (): RequestPolicy => ({
	budget: new WaitBudget({ limit: BRIEF_MS }),
	reserve: 0,
	ledger: null,
	doubts: null,
	changes: new Changes(),
	log: () => {},
});
