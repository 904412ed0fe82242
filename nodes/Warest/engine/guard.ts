import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { allowList, type AllowList } from '../../identity/allow-list';
import { isPublic } from '../../identity/jid';
import type { KnownJid } from '../../identity/known';
import { userError } from '../../transport/failures/user-error';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import { chosenValue } from './chosen-value';
import { listed } from './entries';
import { toggle } from './fields';
import { notInDefinitions } from './for-models';
import type { Item } from './item';
import type { Operation } from './operation';

const ALLOW = 'allowDestructive';
const ONLY = 'onlyTheseChats';

const allowDestructive = toggle({
	displayName: 'Allow Destructive Operations',
	default: false,
	description:
		"Whether the agent may do this, which can't be undone or lets others in. Off: it is told to ask a person. An expression doesn't count.",
});

const onlyTheseChats: Omit<INodeProperties, 'name'> = {
	displayName: 'Only These Chats',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Boss = +62 812-0001-0000',
	description:
		'Whom the agent may write to and what it may change: a number, JID or group ID in each line, after a name and = if it may use that name. Empty: all, and no names.',
};

/** What the author of an agent sets for the node as its tool. */
export function guardParameters(destructive: string[]): INodeProperties[] {
	return [
		{
			...allowDestructive.parameter,
			name: ALLOW,
			noDataExpression: true,
			displayOptions: { show: { '@tool': [true], operation: destructive } },
			disabledOptions: notInDefinitions({ '@tool': [true] }),
		},
		{
			...onlyTheseChats,
			name: ONLY,
			displayOptions: { show: { '@tool': [true] } },
			disabledOptions: notInDefinitions({ '@tool': [true] }),
		},
	];
}

/** Whether a model has the node run: as the tool of an AI agent, or as the review step before one. */
export const isTool = (context: Pick<IExecuteFunctions, 'getNode'>): boolean =>
	context.getNode().type.endsWith('Tool');

/**
 * Refuses a tool with an error output: n8n gives the model nothing of what such a tool gives, its successes neither, so
 * that a model would do everything again.
 */
export function mustBeHeard(context: IExecuteFunctions): void {
	if (!isTool(context) || context.getNode().onError !== 'continueErrorOutput') return;
	throw userError(
		context.getNode(),
		"Nothing was done: 'On Error' of this tool is 'Continue (using error output)', and n8n then hides from an agent whatever the tool gives",
		"Set 'On Error' in the settings of this tool to 'Stop Workflow' or 'Continue'.",
	);
}

/** What a model can write into, in n8n's expressions: the arguments of its call are the input of the node. */
const WRITTEN_BY_MODEL = /\$fromai|\$json|\$input|\$items?\b|\$(?:raw)?parameter|\$data|\$binary/i;

const isWrittenByModel = (entered: unknown): boolean =>
	typeof entered === 'string' && entered.startsWith('=') && WRITTEN_BY_MODEL.test(entered);

const ASK_A_PERSON = "Don't try it in another way: tell the person what you wanted, and that";

/** What keeps a model from doing harm, for one item of the node as a tool. */
export class Guard {
	private constructor(
		private readonly allowed: AllowList | null,
		private readonly mayDestroy: boolean,
		private readonly asEntered: (name: string) => unknown,
	) {}

	/**
	 * The guard of an item; null where no model is at work.
	 * @throws NodeOperationError for an allow-list that can't be used
	 */
	static of(context: IExecuteFunctions, item: Item): Guard | null {
		if (!isTool(context)) return null;
		const asEntered = (name: string): unknown =>
			context.getNodeParameter(name, item.index, '', { rawExpressions: true });
		// Anything but the switch itself may be an expression, and n8n has a model fill those.
		const mayDestroy = asEntered(ALLOW) === true;
		const entered = String(asEntered(ONLY));
		if (entered.trim() === '') return new Guard(null, mayDestroy, asEntered);
		const { displayName } = onlyTheseChats;
		if (isWrittenByModel(entered)) {
			const refused = 'must not come from the model';
			throw item.refusal(displayName, entered, refused, NOT_FROM_MODEL);
		}
		const raw = item.parameter(ONLY);
		const list = allowList(listed(raw ?? ''), item.defaultCountryCode);
		if (isRefusal(list)) throw item.refusal(displayName, raw, list.problem, list.expected);
		return new Guard(list, mayDestroy, asEntered);
	}

	/** Whom the author has given a name to; null where a name is nobody's. */
	named(name: string): KnownJid | null {
		return this.allowed?.named(name) ?? null;
	}

	/** Whether a parameter takes what the model has written, or can have. */
	isWrittenByModel(name: string): boolean {
		return isWrittenByModel(chosenValue(this.asEntered(name)));
	}

	/** Refuses what destroys or exposes, unless the author allows it. */
	mustAllow({ name, risk }: Operation, item: Item): void {
		if (risk !== 'destroysOrExposes' || this.mayDestroy) return;
		throw item.failure(
			`'${name}' was refused, because an agent may not do what can't be undone or lets others in. Nothing was done`,
			`${ASK_A_PERSON} they can do it on the phone, or allow it with '${allowDestructive.parameter.displayName}' in this tool.`,
		);
	}

	/**
	 * Refuses to write to, or to change, what isn't on the list of the author; without a list, what people may read whom
	 * nobody has named.
	 */
	mustKnow(whom: readonly string[], { risk }: Operation, item: Item): void {
		const { allowed } = this;
		const stranger = whom.find((each) => !(allowed?.has(each) ?? !isPublic(each)));
		if (risk === 'reads' || stranger === undefined) return;
		throw item.failure(
			`'${stranger}' is not among the chats that this agent may write to or change. Nothing was done`,
			`${ASK_A_PERSON} they can do it on the phone, or add it to '${onlyTheseChats.displayName}' in this tool.`,
		);
	}
}

const NOT_FROM_MODEL =
	"Enter the chats, or take them from an earlier node by its name, e.g. {{ $('WARest Trigger').item.json.chatId }}.";

/** Why a model's text can't be a chat, where it is a name. */
export function nameRefusal(text: string): Refusal | null {
	return /\p{L}/u.test(text) && !/[@,;\n|]/.test(text)
		? {
				problem:
					'is a name, and a name never decides whom a message goes to: anybody can take any name',
				expected:
					'Look up the number (Find Chat), ask the person whether it is the right one, and use the number or JID.',
			}
		: null;
}
