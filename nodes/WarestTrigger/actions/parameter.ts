import type { INodeProperties } from 'n8n-workflow';
import type { Parameter } from '../../Warest/engine/field';

export type ActionKind = 'read' | 'react' | 'file' | 'location' | 'text' | 'typing';

const shownFor = (...kind: ActionKind[]) => ({ show: { kind } });

const FILLED =
	'[name] becomes the name of the person who wrote, or the phone number where there is no name; [text] becomes what was written';

/** What one action can ask for; which of it is shown depends on its kind. */
export const FIELDS = {
	kind: {
		displayName: 'Action',
		type: 'options',
		noDataExpression: true,
		default: 'read',
		options: [
			{ name: 'Mark as Read', value: 'read' },
			{ name: 'React', value: 'react', description: 'With an emoji' },
			{ name: 'Reply with File', value: 'file', description: 'The file is downloaded by WARest' },
			{ name: 'Reply with Location', value: 'location', description: 'A place on the map' },
			{ name: 'Reply with Text', value: 'text' },
			{ name: 'Show Typing', value: 'typing', description: 'Show that someone is typing' },
		] satisfies Array<{ value: ActionKind; name: string; description?: string }>,
	},
	emoji: {
		displayName: 'Emoji',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 👍',
		description: 'One emoji',
		displayOptions: shownFor('react'),
	},
	text: {
		displayName: 'Text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Hi [name], we answer within an hour.',
		description: `${FILLED}. It is a message of its own. WARest can't quote here.`,
		displayOptions: shownFor('text'),
	},
	milliseconds: {
		displayName: 'Milliseconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000 },
		default: 2000,
		description: 'How long to show it before the next action; at most 10,000',
		displayOptions: shownFor('typing'),
	},
	fileType: {
		displayName: 'File Type',
		type: 'options',
		default: 'document',
		options: [
			{
				name: 'Audio',
				value: 'audio',
				description: 'Always a voice message',
			},
			{ name: 'Document', value: 'document' },
			{ name: 'GIF', value: 'gif', description: 'An MP4 video that plays like a GIF' },
			{ name: 'Image', value: 'image' },
			{ name: 'Video', value: 'video' },
		],
		displayOptions: shownFor('file'),
	},
	url: {
		displayName: 'URL',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/price-list.pdf',
		description:
			'Address that the WARest server downloads the file from within 20 seconds. If it cannot, nothing is sent, and nobody is told.',
		displayOptions: shownFor('file'),
	},
	fileName: {
		displayName: 'File Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. price-list.pdf',
		displayOptions: { show: { kind: ['file'], fileType: ['document'] } },
	},
	caption: {
		displayName: 'Caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. Our prices, [name]',
		description: FILLED,
		displayOptions: {
			show: { kind: ['file'], fileType: ['document', 'gif', 'image', 'video'] },
		},
	},
	latitude: {
		displayName: 'Latitude',
		type: 'number',
		typeOptions: { minValue: -90, maxValue: 90, numberPrecision: 6 },
		default: 0,
		placeholder: 'e.g. -6.2088',
		description: 'In degrees, south is negative',
		displayOptions: shownFor('location'),
	},
	longitude: {
		displayName: 'Longitude',
		type: 'number',
		typeOptions: { minValue: -180, maxValue: 180, numberPrecision: 6 },
		default: 0,
		placeholder: 'e.g. 106.8456',
		description: 'In degrees, west is negative',
		displayOptions: shownFor('location'),
	},
	name: {
		displayName: 'Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kopi Senja',
		displayOptions: shownFor('location'),
	},
	address: {
		displayName: 'Address',
		type: 'string',
		default: '',
		placeholder: 'e.g. Jalan Senopati 12, Jakarta',
		displayOptions: shownFor('location'),
	},
} satisfies Record<string, Parameter>;

const values: INodeProperties[] = Object.entries(FIELDS).map(([name, field]) => ({
	...(field as Parameter),
	name,
}));

export const instantActions: INodeProperties = {
	displayName: 'Instant Actions',
	name: 'instantActions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Action',
	default: {},
	description:
		"What WARest does at once, in this order, in the chat of each new message, and each answer to buttons or a list, that starts the workflow; in groups, too, unless a filter excludes them. It does not wait for the workflow. Nobody is told if an action fails, and the API's limits don't hold for it.",
	options: [{ displayName: 'Action', name: 'action', values }],
};
