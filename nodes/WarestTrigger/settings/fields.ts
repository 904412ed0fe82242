import { choice, number, optionalText, toggle } from '../../Warest/engine/fields';
import { listOf } from '../../Warest/engine/list-of';
import { chosenSession } from '../../Warest/fields/session';
import { chosenValue } from '../../Warest/engine/chosen-value';
import type { Field } from '../../Warest/engine/field';
import { EVENTS, type EventName } from '../events/kinds';
import { collection } from './collection';
import { filters } from './filter-fields';

const NAMES = Object.keys(EVENTS) as EventName[];
const SHORTEST_MANUAL_SECRET = 32;

const bySession = (): Field<string> => {
	const { parameter, parse } = chosenSession();
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
			: { problem: 'is empty', expected: 'Choose at least one event.' };
	},
};

/** Only for a webhook that is set up by hand. */
const secret = optionalText(
	{
		displayName: 'Secret for Manual Setup',
		password: true,
		description:
			"For an API key that isn't allowed to configure the session: at least 32 characters that nobody can guess. In WARest, set this node's production URL and this secret as the session's webhook; to listen for a test event, set the test URL for that time.",
	},
	(entered) =>
		entered.trim().length >= SHORTEST_MANUAL_SECRET
			? entered.trim()
			: {
					problem: 'is too short',
					expected: `Use at least ${SHORTEST_MANUAL_SECRET} characters.`,
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
	{ displayName: 'Options', placeholder: 'Add Option' },
	{
		startForAnswers: toggle({
			displayName: 'Also Start for Answers',
			default: false,
			description:
				"Whether an answer to a question of 'Send and Wait for Response' also starts the workflow",
		}),
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
			displayName: 'Start When Webhook Was Renewed',
			default: false,
			description:
				'Whether to also start the workflow after WARest lost the webhook and it was set again, with the event "webhookRenewed"',
		}),
		takeOver: toggle({
			displayName: 'Replace Other Webhook',
			default: false,
			description:
				'Whether to take the events of the session away from another program that gets them now. It gets them again when the workflow is unpublished.',
		}),
		tolerance: number({
			displayName: 'Refuse Events Older Than (Minutes)',
			default: 5,
			min: 1,
			fractions: true,
			description:
				'So that nobody can send a recorded event again. The clocks of WARest and n8n must agree.',
		}),
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
		outputForEach: toggle({
			displayName: 'One Output for Each Event',
			default: false,
			description: 'Whether the node has a separate output for each of the chosen events',
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
		secret,
	},
);

/** The parameters of the trigger: what the editor asks, and the checked values. */
export const FIELDS = { sessionId: bySession(), events, filters, options };
