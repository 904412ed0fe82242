import { claimIn, eitherOf } from '../../identity/claim';
import { parseChat } from '../../identity/jid';
import { isRefusal, type Refusal } from '../../whatsapp/refusal';
import { choice, listOf, number, optionalText, text, toggle } from '../../Warest/engine/fields';
import { chat } from '../../Warest/fields/chat';
import { session } from '../../Warest/fields/session';
import { chosenValue } from '../../Warest/engine/chosen-value';
import type { Field, FieldContext } from '../../Warest/engine/field';
import { EVENTS, type EventName } from '../events/kinds';
import { collection } from './collection';

const NAMES = Object.keys(EVENTS) as EventName[];
const SHORTEST_MANUAL_SECRET = 32;

const bySession = (): Field<string> => {
	const { parameter, parse } = session();
	return { parameter, parse: (raw, at, earlier) => parse(chosenValue(raw), at, earlier) };
};

/** The events that start the workflow. */
const events: Field<ReadonlySet<EventName>> = {
	parameter: {
		displayName: 'Events',
		type: 'multiOptions',
		required: true,
		default: ['message', 'answer'],
		description: 'What starts the workflow',
		options: [
			{ name: 'All Events', value: 'all' },
			...Object.entries(EVENTS).map(([value, name]) => ({ name, value })),
		],
	},
	parse: (raw) => {
		const names: unknown[] = Array.isArray(raw) ? raw : [];
		const wanted = NAMES.filter((name) => names.includes('all') || names.includes(name));
		return wanted.length > 0
			? new Set(wanted)
			: { refused: 'is empty', allowed: 'Choose at least one event.' };
	},
};

const listed = (raw: unknown): string[] =>
	String(raw ?? '')
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/**
 * The JIDs of a chat or person that events are compared with. Nothing is sent there: so a LID will do, and what a list
 * only claims stands for both that it may be.
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
				return { ...jids, refused: `has an entry, "${entry}", that ${jids.refused}` };
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

/** When the secret is asked for. */
export const BY_HAND = { setUp: ['manual'] };

const secret = text(
	{
		displayName: 'Secret',
		password: true,
		description: 'At least 32 characters that nobody can guess; the same as in WARest',
	},
	(entered) =>
		entered.trim().length >= SHORTEST_MANUAL_SECRET
			? entered.trim()
			: {
					refused: 'is too short',
					allowed: `Use at least ${SHORTEST_MANUAL_SECRET} characters.`,
				},
);

const filters = collection(
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
			displayName: 'Groups or Persons',
			default: 'all',
			options: [
				{ name: 'Both', value: 'all' },
				{ name: 'Groups Only', value: 'groups' },
				{ name: 'Persons Only', value: 'persons' },
			],
		}),
		own: toggle({
			displayName: 'Own Activity',
			default: false,
			description:
				"Whether to include what is done on the session's own phone: edits and pins. WARest never reports messages that the session sends. A workflow that edits messages would trigger itself.",
		}),
		senders,
		words: { parameter: wordTexts, parse: listed } as Field<string[]>,
	},
);

export const CHECK_EVERY = number({
	displayName: 'Check Every (Minutes)',
	default: 1,
	min: 1,
	max: 59,
	description: 'How often to check that WARest still has the webhook, and renew it if not',
});

const options = collection(
	{ displayName: 'Options', placeholder: 'Add option' },
	{
		catchUp: toggle({
			displayName: 'Catch Up',
			default: false,
			description:
				'Whether to fetch messages that arrived while n8n or the webhook was down from the chats\' history, after publishing, a restart or a renewal of the webhook. They have "caughtUp": true.',
		}),
		catchUpHours: number({
			displayName: 'Catch Up at Most (Hours)',
			default: 24,
			min: 1,
			fractions: true,
			description: 'Older messages are not fetched',
		}),
		checkEvery: CHECK_EVERY,
		downloadMedia: toggle({
			displayName: 'Download Media',
			default: false,
			description: 'Whether to download the file of a message into the binary field "data"',
		}),
		sizeLimit: number({
			displayName: 'Download Size Limit (MB)',
			default: 100,
			min: 1,
			fractions: true,
			description: 'Larger files are not downloaded',
		}),
		reportRenewals: toggle({
			displayName: 'Report Renewals',
			default: false,
			description:
				'Whether to also start the workflow when the webhook had to be renewed, with the event "webhookRenewed"',
		}),
		takeOver: toggle({
			displayName: 'Take Over',
			default: false,
			description:
				"Whether to replace the session's current webhook. It is restored when the workflow is unpublished.",
		}),
		tolerance: number({
			displayName: 'Time Window (Minutes)',
			default: 5,
			min: 1,
			fractions: true,
			description:
				'Older events are refused, so that nobody can replay them. The clocks of WARest and n8n must agree.',
		}),
	},
);

/** The parameters of the trigger: what the editor asks, and the checked values. */
export const FIELDS = {
	sessionId: bySession(),
	moreSessions: listOf(
		{
			displayName: 'More Sessions',
			entry: 'session',
			entryName: 'Session',
			required: false,
			description: 'Other WhatsApp accounts whose events also start the workflow',
		},
		{ sessionId: bySession() },
	),
	events,
	outputForEach: toggle({
		displayName: 'One Output for Each Event',
		default: false,
		description: 'Whether the node has an output of its own for each of the chosen events',
	}),
	output: choice<'simplified' | 'raw' | 'both'>({
		displayName: 'Output',
		default: 'simplified',
		options: [
			{ name: 'Raw', value: 'raw', description: 'As WARest sends it, including duplicates' },
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'One clear form for all events',
			},
			{
				name: 'Simplified and Raw',
				value: 'both',
				description: 'The clear form, with the raw event in the field "raw"',
			},
		],
	}),
	setUp: choice<'automatic' | 'manual'>({
		displayName: 'Set Up',
		default: 'automatic',
		description: 'How the webhook URL is registered in WARest',
		options: [
			{
				name: 'Automatically',
				value: 'automatic',
				description: 'When the workflow is published, and again whenever WARest loses it',
			},
			{
				name: 'By Hand',
				value: 'manual',
				description: "For an API key that isn't allowed to configure the session",
			},
		],
	}),
	secret: { ...secret, parameter: { ...secret.parameter, displayOptions: { show: BY_HAND } } },
	filters,
	options,
};
