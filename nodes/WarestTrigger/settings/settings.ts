import type {
	IExecuteFunctions,
	IHookFunctions,
	INode,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { userError } from '../../transport/failures/user-error';
import { refusalText } from '../../Warest/engine/refusal-text';
import { valueOf, type Field, type FieldContext } from '../../Warest/engine/field';
import type { EventName } from '../events/kinds';
import { FIELDS } from './fields';

/** What the person chose, checked. */
export interface Settings {
	sessions: string[];
	events: ReadonlySet<EventName>;
	output: 'simplified' | 'raw' | 'both';
	/** The secret that was entered, where the webhook is set up by hand. */
	manualSecret: string | null;
	filters: Filters;
	/** Whether what answered a waiting question starts the workflow, too. */
	startForAnswers: boolean;
	takeOver: boolean;
	reportRenewals: boolean;
	/** How far back missed messages are fetched, in milliseconds; null: not at all. */
	catchUp: number | null;
	/** Milliseconds. */
	tolerance: number;
}

export interface Filters {
	kind: 'all' | 'groups' | 'persons';
	/** JIDs; none: all chats. */
	chats: ReadonlySet<string>;
	senders: ReadonlySet<string>;
	/** None: any text. */
	words: string[];
	own: boolean;
}

/** The chats' history has no other events. */
const IN_HISTORY: readonly EventName[] = ['message', 'answer'];

type Name = keyof typeof FIELDS;
type Value<N extends Name> = (typeof FIELDS)[N] extends Field<infer T> ? T : never;

/** Reads single settings, with their expressions resolved. */
export type Reader = <N extends Name>(name: N) => Promise<Value<N>>;

/** @param read gives what was entered */
function readerOf(
	node: INode,
	read: (name: string, fallback: unknown) => unknown,
	context: Omit<FieldContext, 'refusal'>,
): Reader {
	const at: FieldContext = {
		...context,
		refusal: (label, value, problem, expected) =>
			userError(node, refusalText(label, value, problem), expected),
	};
	return async (name) => {
		const field = FIELDS[name] as Field<Value<typeof name>>;
		return await valueOf(field, read(name, field.parameter.default), at);
	};
}

/** Reads the settings of the trigger while it runs for an execution. */
export const readerFor = (context: IExecuteFunctions): Reader =>
	readerOf(
		context.getNode(),
		(name, fallback) => context.getNodeParameter(name, 0, fallback as object),
		{ defaultCountryCode: '', timezone: context.getTimezone() },
	);

/**
 * The settings of the trigger.
 * @param defaultCountryCode of the credential
 * @throws NodeOperationError that names the value that can't be used by its label
 */
export async function settingsFor(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
	defaultCountryCode: string,
): Promise<Settings> {
	const read = readerOf(
		context.getNode(),
		(name, fallback) => context.getNodeParameter(name, fallback),
		{ defaultCountryCode, timezone: context.getTimezone() },
	);
	const sessions = [await read('sessionId')];
	const events = await read('events');
	const { chats, chatKind, senders, words, own } = await read('filters');
	const options = await read('options');
	for (const { sessionId } of options.moreSessions) sessions.push(sessionId);
	const isInHistory = IN_HISTORY.some((name) => events.has(name));
	return {
		sessions: [...new Set(sessions)],
		events,
		output: options.output,
		manualSecret: options.secret ?? null,
		filters: {
			kind: chatKind,
			chats: new Set(chats.flatMap(({ chatId }) => chatId)),
			senders: new Set(senders),
			words,
			own,
		},
		startForAnswers: options.startForAnswers,
		takeOver: options.takeOver,
		reportRenewals: options.reportRenewals,
		catchUp: options.catchUp && isInHistory ? options.catchUpHours * 3_600_000 : null,
		tolerance: options.tolerance * 60_000,
	};
}
