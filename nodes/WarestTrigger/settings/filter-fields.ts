import { claimIn, eitherOf } from '../../identity/claim';
import { parseChat } from '../../identity/jid';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import { choice, optionalText, toggle } from '../../Warest/engine/fields';
import { listOf } from '../../Warest/engine/list-of';
import { chat } from '../../Warest/fields/chat';
import { chosenValue } from '../../Warest/engine/chosen-value';
import type { Field, FieldContext } from '../../Warest/engine/field';
import { collection } from './collection';

const listed = (raw: unknown): string[] =>
	String(raw ?? '')
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/**
 * The JIDs of a chat or person that events are compared with. Nothing is sent there, so a LID will do, and a claim of a
 * list counts as both JIDs that it may be.
 */
function jidsOf(raw: unknown, { defaultCountryCode }: FieldContext): string[] | Refusal {
	const claim = claimIn(String(raw ?? ''));
	if (claim) return eitherOf(claim);
	const found = parseChat(String(raw ?? ''), defaultCountryCode);
	return isRefusal(found) ? found : [found.jid];
}

const chatId: Field<string[]> = {
	parameter: chat.parameter,
	parse: (raw, at) => jidsOf(chosenValue(raw), at),
};

const { parameter: senderTexts } = optionalText({
	displayName: 'Senders',
	placeholder: 'e.g. 6281200010000, +62 812-0001-0001',
	description: 'Phone numbers with their country code, separated by commas or line breaks',
});

const senders: Field<string[]> = {
	parameter: senderTexts,
	parse: (raw, at) => {
		const found: string[] = [];
		for (const entry of listed(raw)) {
			const jids = jidsOf(entry, at);
			if (isRefusal(jids))
				return { ...jids, problem: `has an entry, "${entry}", that ${jids.problem}` };
			found.push(...jids);
		}
		return found;
	},
};

const { parameter: wordTexts } = optionalText({
	displayName: 'Words',
	placeholder: 'e.g. order, help',
	description:
		"The text must contain one of these, separated by commas. Upper and lower case don't matter.",
});

/** Which events start the workflow. */
export const filters = collection(
	{
		displayName: 'Filters',
		placeholder: 'Add Filter',
		description: 'Narrows down which events start the workflow; those without a chat always do',
	},
	{
		chats: listOf(
			{ displayName: 'Chats', entry: 'chat', entryName: 'Chat', required: false },
			{ chatId },
		),
		chatKind: choice<'all' | 'groups' | 'persons'>({
			displayName: 'Chat Type',
			default: 'all',
			options: [
				{ name: 'All Chats', value: 'all' },
				{ name: 'Groups Only', value: 'groups' },
				{ name: 'Private Chats Only', value: 'persons' },
			],
		}),
		own: toggle({
			displayName: 'Own Activity',
			default: false,
			description:
				"Whether to include what is done on the session's own phone: edits and pins. WARest never reports messages that the session sends. With this on, a workflow that edits messages triggers itself.",
		}),
		senders,
		words: { parameter: wordTexts, parse: listed } as Field<string[]>,
	},
);
