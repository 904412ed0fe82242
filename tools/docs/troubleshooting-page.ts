import { cell } from './cell';
import { failures, type Failure } from './failures';
import { slug } from './slug';

interface Topic {
	title: string;
	about: string;
	/** How the paths of its files begin, from the folder `nodes` on. The longest that fits counts. */
	files: readonly string[];
}

const TOPICS: readonly Topic[] = [
	{
		title: 'The connection to WARest',
		about:
			'No answer came, or not from WARest. The brackets at the end of the error say what n8n knows of it, such as `ECONNREFUSED`.',
		files: ['transport/'],
	},
	{
		title: 'The credential',
		about: 'n8n shows these when you save the credential, or when a node uses it.',
		files: ['transport/credential', 'transport/base-url'],
	},
	{
		title: 'What WARest answers',
		about:
			"WARest answered, but not with what was asked for. The error ends with WARest's own words and the status: (WARest said: … · HTTP 409, code 4000). With a status from 400 to 499, nothing was done, except 408 and 499. With 500 and above, a change may have been made all the same: the error says so.",
		files: ['transport/failures/explanations'],
	},
	{
		title: 'What WhatsApp answers, and what WARest makes of files',
		about: 'WARest passed the request on, or tried to, and this came back.',
		files: ['transport/failures/words'],
	},
	{
		title: 'Sessions',
		about:
			"The WhatsApp account isn't connected, or it isn't clear which one is meant. Unless the error says otherwise, nothing was done. See [Connect a WhatsApp number](connect-a-number.md).",
		files: [
			'transport/failures/session-state',
			'transport/session-id',
			'Warest/fields/default-session',
			'Warest/fields/session',
			'Warest/operations/sessions/',
		],
	},
	{
		title: 'Limits, pauses and quiet hours',
		about: 'The request was not made. See [Pace and limits](pace-and-limits.md).',
		files: ['transport/limits/', 'transport/layers/rate-limit', 'Warest/engine/send-throttle'],
	},
	{
		title: 'Phone numbers, chats and people',
		about:
			"The node isn't sure who is meant, so it does nothing. Before the colon stands the field, after it what was entered. See [Phone numbers](numbering.md).",
		files: [
			'identity/',
			'Warest/fields/address',
			'Warest/fields/chat',
			'Warest/fields/group',
			'Warest/fields/people',
			'Warest/fields/recipients',
			'Warest/locators/',
		],
	},
	{
		title: 'What was entered in a field',
		about: 'Nothing was done. The message names the item, the field and what it was.',
		files: ['Warest/engine/', 'Warest/fields/', 'whatsapp/'],
	},
	{
		title: 'Sending',
		about: 'What was sent, and what was not, is said for each recipient.',
		files: ['Warest/operations/messages/', 'Warest/fields/incoming-message'],
	},
	{
		title: 'Asking and waiting for the answer',
		about: 'The question was not sent. See [Conversations](conversations.md).',
		files: ['Warest/send-and-wait/'],
	},
	{
		title: 'AI agents',
		about:
			'The node refused what a model asked for. See [The node as a tool of an AI agent](agents.md).',
		files: [
			'Warest/engine/guard',
			'Warest/engine/by-model',
			'identity/allow-list',
			'transport/layers/doubts',
		],
	},
	{
		title: 'Chats and messages',
		about: 'About a chat or a message that is there already.',
		files: [
			'Warest/operations/chats/',
			'Warest/operations/message-actions/',
			'Warest/fields/message',
			'message/',
		],
	},
	{
		title: 'Groups',
		about: 'Most changes of a group need one of its admins.',
		files: ['Warest/operations/groups/'],
	},
	{
		title: 'Profile, server and miscellaneous',
		about: 'About contacts and pictures, the server itself, and its tools.',
		files: ['Warest/operations/'],
	},
	{
		title: 'WARest Trigger',
		about:
			'n8n shows these when you publish the workflow or listen for an event; later they are failed executions of the workflow. See [Nothing arrives?](nothing-arrives.md)',
		files: ['WarestTrigger/', 'webhook/'],
	},
];

/** How much of a file's path the topic knows; 0 if it isn't its own. */
const fit = ({ files }: Topic, file: string): number =>
	Math.max(
		0,
		...files.filter((start) => file.startsWith(`nodes/${start}`)).map(({ length }) => length),
	);

function topicOf({ file }: Failure): Topic {
	const [best] = TOPICS.toSorted((a, b) => fit(b, file) - fit(a, file));
	if (fit(best, file) === 0) throw new Error(`The errors of ${file} have no place in TOPICS`);
	return best;
}

/** By what a reader would look for it, without what differs. */
const sortKey = ({ message }: Failure): string => message.replace(/^[^\p{L}]+/u, '').toLowerCase();

function advice({ file, hint, isPlain }: Failure): string {
	if (!isPlain) return hint || 'The line below the message says more.';
	return file.startsWith('nodes/WarestTrigger/')
		? "It stands in n8n's log. The trigger tries again with its next check."
		: 'A mistake of the node itself: please report it.';
}

const inCell = (text: string) => cell(text.replaceAll('<', '&lt;'));

function section(topic: Topic, all: Failure[]): string[] {
	const own = all.filter((failure) => topicOf(failure) === topic);
	const explained = new Set(own.filter(({ hint }) => hint !== '').map(({ message }) => message));
	const rows = own
		.filter(({ message, hint }) => hint !== '' || !explained.has(message))
		.toSorted((a, b) => sortKey(a).localeCompare(sortKey(b), 'en'))
		.map((failure) => `| ${inCell(failure.message)} | ${inCell(advice(failure))} |`);
	return [
		`## ${topic.title}`,
		'',
		topic.about,
		'',
		'| n8n says | what it means, and what to do |',
		'| --- | --- |',
		...new Set(rows),
		'',
	];
}

const INTRODUCTION = `# Troubleshooting

Every error text of the two nodes, with what it means and what to do. Search this page for a few words of yours; the sign … stands for what differs, such as a name, a number or an address. Made by \`npm run docs\` from the code itself.

- Nothing arrives at all, without an error? See [Nothing arrives?](nothing-arrives.md)
- You don't know where to begin? Run Server → Diagnose: it checks server, key, clocks, limits, sessions and webhooks.
- **It may have been sent, or done:** the connection broke after the request had gone out, so nobody can tell. Look on the phone before you run it again.
- **Several items failed:** the error lists which were done, which were not, and which may have been. Those that may have been come first.

An error says on its first line what happened and where, and below that what to do.`;

/** docs/troubleshooting.md: every text with which the nodes fail, by topic. */
export function troubleshootingPage(): string {
	const all = failures();
	return [
		INTRODUCTION,
		'',
		...TOPICS.map(({ title }) => `- [${title}](#${slug(title)})`),
		'',
		...TOPICS.flatMap((topic) => section(topic, all)),
	]
		.join('\n')
		.replace(/\n+$/, '\n');
}
