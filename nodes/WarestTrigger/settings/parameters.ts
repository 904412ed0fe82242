import type { INodeProperties } from 'n8n-workflow';
import { chat } from '../../Warest/fields/chat';
import { session } from '../../Warest/fields/session';
import { instantActions } from '../actions/parameter';
import { EVENTS } from '../events/kinds';

const BY_HAND = { setUp: ['manual'] };

export const parameters: INodeProperties[] = [
	{ ...session().parameter, name: 'sessionId' },
	{
		displayName: 'More Sessions',
		name: 'moreSessions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Session',
		default: {},
		description: 'Other WhatsApp accounts whose events start the workflow, too',
		options: [
			{
				displayName: 'Session',
				name: 'session',
				values: [{ ...session().parameter, name: 'sessionId' }],
			},
		],
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['message', 'answer'],
		description: 'What starts the workflow',
		options: [
			{ name: 'All Events', value: 'all' },
			...Object.entries(EVENTS).map(([value, name]) => ({ name, value })),
		],
	},
	{
		displayName: 'One Output for Each Event',
		name: 'outputForEach',
		type: 'boolean',
		default: false,
		description: 'Whether the node has an output of its own for each of the chosen events',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'simplified',
		options: [
			{
				name: 'Raw',
				value: 'raw',
				description: 'As WARest sends it, also what it tells twice',
			},
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
	},
	{
		displayName: 'Set Up',
		name: 'setUp',
		type: 'options',
		default: 'automatic',
		description: 'How WARest gets to know the address of this trigger',
		options: [
			{
				name: 'Automatically',
				value: 'automatic',
				description: 'On activation, and again whenever WARest has lost it',
			},
			{
				name: 'By Hand',
				value: 'manual',
				description: 'For an API key that may not configure the session',
			},
		],
	},
	{
		displayName:
			'Set the production URL of this node and the secret below as webhook of the session in WARest. To listen for a test event, set the test URL meanwhile.',
		name: 'byHandNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: BY_HAND },
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'At least 32 characters that nobody can guess; the same ones as in WARest',
		displayOptions: { show: BY_HAND },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Narrows down which events start the workflow; those without a chat always do',
		options: [
			{
				displayName: 'Chats',
				name: 'chats',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Chat',
				default: {},
				options: [
					{
						displayName: 'Chat',
						name: 'chat',
						values: [{ ...chat().parameter, name: 'chatId' }],
					},
				],
			},
			{
				displayName: 'Groups or Persons',
				name: 'chatKind',
				type: 'options',
				default: 'all',
				options: [
					{ name: 'Both', value: 'all' },
					{ name: 'Groups Only', value: 'groups' },
					{ name: 'Persons Only', value: 'persons' },
				],
			},
			{
				displayName: 'Own Activity',
				name: 'own',
				type: 'boolean',
				default: false,
				description:
					"Whether what is done on the session's own phone counts, too: edits and pins. WARest never reports own messages. A workflow that edits messages would start itself.",
			},
			{
				displayName: 'Senders',
				name: 'senders',
				type: 'string',
				default: '',
				placeholder: 'e.g. 6281200010000, +62 812-0001-0001',
				description: 'Phone numbers with their country code, separated by commas or in lines',
			},
			{
				displayName: 'Words',
				name: 'words',
				type: 'string',
				default: '',
				placeholder: 'e.g. order, help',
				description:
					'The text must contain one of these, separated by commas. Upper and lower case are the same.',
			},
		],
	},
	instantActions,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Catch Up',
				name: 'catchUp',
				type: 'boolean',
				default: false,
				description:
					'Whether to fetch messages that came while n8n or the webhook was down from the history of the chats, after an activation, a restart and a renewal of the webhook. They have "caughtUp": true.',
			},
			{
				displayName: 'Catch Up at Most (Hours)',
				name: 'catchUpHours',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description: 'Older messages are not fetched',
			},
			{
				displayName: 'Check Every (Minutes)',
				name: 'checkEvery',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 59 },
				default: 1,
				description:
					'How often to look whether WARest still has the webhook, and to set it again if not',
			},
			{
				displayName: 'Download Media',
				name: 'downloadMedia',
				type: 'boolean',
				default: false,
				description: 'Whether to download the file of a message into the binary field "data"',
			},
			{
				displayName: 'Download Size Limit (MB)',
				name: 'sizeLimit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description: 'Larger files are not downloaded',
			},
			{
				displayName: 'Report Renewals',
				name: 'reportRenewals',
				type: 'boolean',
				default: false,
				description:
					'Whether to start the workflow also when the webhook had to be set again, with the event "webhookRenewed"',
			},
			{
				displayName: 'Take Over',
				name: 'takeOver',
				type: 'boolean',
				default: false,
				description:
					'Whether to replace another webhook of the session. It gets its place back when the workflow is deactivated.',
			},
			{
				displayName: 'Time Window (Minutes)',
				name: 'tolerance',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 5,
				description:
					'Older events are not taken, so that nobody can repeat them. The clocks of WARest and n8n must agree.',
			},
		],
	},
	// n8n takes the times of its polls from a parameter with this name and form.
	{
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'hidden',
		default: {
			item: [
				{
					mode: 'everyX',
					unit: 'minutes',
					value: '={{ $parameter["options"]["checkEvery"] || 1 }}',
				},
			],
		},
	},
];
