import { cases, CLASSES, type Case, type OperationClass } from './cases';
import type { Observation } from './observe';
import type { Tally } from './tally';

/** What came of each fault for each class that it can strike, by the fault's name. */
export type Matrix = Record<string, Partial<Record<OperationClass, Observation>>>;

type Told = NonNullable<Observation['told']>;

/** Whether the person is told that it may have happened. */
export const isDoubted = ({ advice }: Told) =>
	advice.includes('It is not known whether WARest carried it out');

const EXAMPLES: Record<OperationClass, string> = {
	read: 'List Chats',
	send: 'Send Text',
	change: 'Pin/Unpin Chat',
	upload: 'Send Media with a file',
	download: 'Get Profile Picture with its file',
};

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
const title = (word: string) => word[0].toUpperCase() + word.slice(1);

function verdict({ told, onPhone, repeated }: Observation): string {
	const again = repeated ? ' (tried again)' : '';
	if (onPhone === null) return `${told ? 'fails' : '**works**'}${again}`;
	if (!told) return `**done once**${again}`;
	const happened = onPhone === 0 ? 'not done' : 'done once';
	return `${happened}, told ${isDoubted(told) ? '“not known”' : 'so'}${again}`;
}

const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
const head = (...cells: string[]) => [row(...cells), row(...cells.map(() => '---'))];

function verdicts(ofGroup: Case[], matrix: Matrix): string[] {
	return [
		...head('what goes wrong', ...CLASSES),
		...ofGroup.map(({ fault }) =>
			row(
				fault,
				...CLASSES.map((operationClass) => {
					const observation = matrix[fault][operationClass];
					return observation ? verdict(observation) : '';
				}),
			),
		),
	];
}

/** Who reads the same when: by text and classes, the faults. */
function sayings(ofGroup: Case[], matrix: Matrix): string[] {
	const faults = new Map<string, string[]>();
	for (const { fault } of ofGroup) {
		const classes = new Map<string, string[]>();
		for (const operationClass of CLASSES) {
			const told = matrix[fault][operationClass]?.told;
			if (!told) continue;
			const text = `**${told.message}.** ${told.advice}`;
			classes.set(text, [...(classes.get(text) ?? []), operationClass]);
		}
		for (const [text, ofText] of classes) {
			const cells = `${cell(ofText.join(', '))} | ${cell(text)}`;
			faults.set(cells, [...(faults.get(cells) ?? []), fault]);
		}
	}
	return [
		...head('what goes wrong', 'for', 'what the person reads'),
		...[...faults].map(([cells, names]) => `| ${cell(names.join('; '))} | ${cells} |`),
	];
}

const number = (value: number) => value.toLocaleString('en-GB');

function figures(tally: Tally): string[] {
	const { seed, executions, items, requests, faults } = tally;
	return [
		`${number(items)} messages in ${executions} executions (text messages and files, each to a chat of its own, with “On Error: Continue”), through a proxy that let ${number(faults)} of ${number(requests)} requests go wrong in the ways above. Seed ${seed}; \`npm run test:faults\` repeats it.`,
		'',
		...head('what the item said', 'on the phone', 'items'),
		row('sent', 'once', number(tally.delivered)),
		row('failed, not sent', 'not', number(tally.failed)),
		row('not known whether it was sent', 'once', number(tally.doubtedAndSent)),
		row('not known whether it was sent', 'not', number(tally.doubtedAndNotSent)),
		row('anything', 'more than once', number(tally.duplicates)),
		row('sent, or failed', 'not as it said', number(tally.mistold)),
	];
}

/** docs/reliability.md: what comes of each fault, as the tests of test/faults observed it. */
export function reliabilityPage(matrix: Matrix, tally: Tally): string {
	const groups = [...new Set(cases.map(({ group }) => group))];
	const ofGroup = (group: string) => cases.filter((one) => one.group === group);
	const lines = [
		'# Reliability',
		'',
		'What happens when something goes wrong between n8n and WARest: what reaches the phone, how often, and what the person is told. Made by `npm run docs` from what the tests in `test/faults` see: a proxy between the node and the stand-in server of the tests lets requests go wrong, and then the phone of the stand-in server is looked at.',
		'',
		'The node never sends a message, or makes another change, a second time unless it is sure that the first request was not taken. Where that cannot be known, as when the connection breaks before the answer comes, it does not guess: the item fails, and its error says that it is not known. Then look at the phone before you run it again.',
		'',
		'## What reaches the phone',
		'',
		...CLASSES.map((operationClass) => `- ${title(operationClass)}: ${EXAMPLES[operationClass]}.`),
		'',
		'“Told so” means that the error says it was not done, “told ‘not known’” that the error asks to look at the phone, “tried again” that the server or its proxy got the request more than once. A field is empty where the fault cannot strike.',
		'',
		...groups.flatMap((group) => [`### ${group}`, '', ...verdicts(ofGroup(group), matrix), '']),
		'## 10,000 messages and random faults',
		'',
		...figures(tally),
		'',
		'## What the person reads',
		'',
		'The codes that Node.js gives are left out here.',
		'',
		...groups.flatMap((group) => [`### ${group}`, '', ...sayings(ofGroup(group), matrix), '']),
		'## Limits',
		'',
		'- “Not known” is not resolved by the node: WARest gives no way to ask whether it took a request, so a person has to look.',
		'- “Not done” takes proof: no connection was made (the system call that failed is `connect` or `getaddrinfo`; the same code while the answer is awaited proves nothing), its certificate was refused, the answer is a refusal (4xx, except the time-outs 408 and 499), a redirect, or a 429. A server in between that answers so and still passes the request on would make a duplicate.',
		'- Answers and pictures are read up to 100 MB. Where the server of a picture announces a wrong length, half a picture is not noticed.',
		'- A connection that is reset before the request was sent looks like one that is reset afterwards: it counts as “not known”.',
		'- Tried with time-outs of 2 seconds; without the option Timeout a change waits 150 seconds, a look-up 60, a file up to 30 minutes.',
	];
	return `${lines.join('\n').trimEnd()}\n`;
}
