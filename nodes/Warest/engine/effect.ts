/**
 * What an operation does: `read` the server's own records; `query` WhatsApp, or have the server work on a file;
 * `change` something; `send` a message.
 */
export type Effect = 'read' | 'query' | 'change' | 'send';

/**
 * What an AI agent does by it: it only `reads`; it `changes` something that can be seen and made good; or it
 * `destroysOrExposes`: what is lost can't be brought back, or somebody is let in or gets to know what isn't for all.
 */
export type Risk = 'reads' | 'changes' | 'destroysOrExposes';

/** What changes nothing can't be said to change something, and the other way round. */
export type RiskOf<E extends Effect> = E extends 'read' | 'query'
	? Exclude<Risk, 'changes'>
	: Exclude<Risk, 'reads'>;

/**
 * How many items go at the same time unless the person says otherwise. What asks WhatsApp itself goes slower:
 * many questions at once look like a robot's. Changes queue up on the server, one after the other for
 * each session (docs/warest/chats.md#0-6), and a message is seen by people.
 */
export const AT_ONCE: Record<Effect, number> = { read: 200, query: 5, change: 200, send: 3 };

/** Whether what is done for the same chat is done in the order of the items. */
export const MAKES_CHANGES: Record<Effect, boolean> = {
	read: false,
	query: false,
	change: true,
	send: true,
};
