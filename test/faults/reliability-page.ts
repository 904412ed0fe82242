import { cases, CLASSES, type Case, type OperationClass } from './cases';
import type { Observation } from './observe';
import type { Tally } from './tally';

/** The outcome of each fault, by its name, for each class of operation that it can hit. */
export type Matrix = Record<string, Partial<Record<OperationClass, Observation>>>;

type Told = NonNullable<Observation['told']>;

/** Whether the person is told that it may have been done. */
export const isDoubted = ({ advice }: Told) => advice.includes('WARest may have done it, or not');

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

/** What the person reads; faults and classes with the same text share a row. */
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
		...head('what goes wrong', 'operation', 'what the error says'),
		...[...faults].map(([cells, names]) => `| ${cell(names.join('; '))} | ${cells} |`),
	];
}

const number = (value: number) => value.toLocaleString('en-GB');

function figures(tally: Tally): string[] {
	const { seed, executions, items, requests, faults } = tally;
	return [
		`${number(items)} messages in ${executions} executions (text messages and files, each to a chat of its own, with “On Error: Continue”), through a proxy that made ${number(faults)} of ${number(requests)} requests fail in the ways above. Seed ${seed}; \`npm run test:faults\` repeats the run.`,
		'',
		...head('what the item said', 'on the phone', 'items'),
		row('sent', 'once', number(tally.delivered)),
		row('failed, not sent', 'never', number(tally.failed)),
		row('may have been sent', 'once', number(tally.doubtedAndSent)),
		row('may have been sent', 'never', number(tally.doubtedAndNotSent)),
		row('anything', 'more than once', number(tally.duplicates)),
		row('sent, or failed', 'the opposite of what it said', number(tally.mistold)),
	];
}

/** docs/reliability.md: the outcome of each fault, as the tests in test/faults observed it. */
export function reliabilityPage(matrix: Matrix, tally: Tally): string {
	const groups = [...new Set(cases.map(({ group }) => group))];
	const ofGroup = (group: string) => cases.filter((one) => one.group === group);
	const lines = [
		'# Reliability',
		'',
		"What happens when something goes wrong between n8n and WARest: what reaches the phone, how often, and what you are told. `npm run docs` writes this page from what the tests in `test/faults` observe: a proxy between the node and the sandbox makes requests fail, and the tests then check on the sandbox's phone.",
		'',
		"The node never sends a message, or makes any other change, a second time unless it is sure that the first request wasn't carried out. Where that can't be known, for example when the connection breaks or the time is up before the answer arrives, it doesn't guess: the item fails, and its error says that it isn't known. Check on the phone before you run it again.",
		'',
		'## What reaches the phone',
		'',
		...CLASSES.map((operationClass) => `- ${title(operationClass)}: ${EXAMPLES[operationClass]}.`),
		'',
		"“Told so” means that the error says it was not done; “told ‘not known’” that the error asks you to check on the phone; “tried again” that the server or its proxy got the request more than once. A cell is empty where the fault can't occur.",
		'',
		...groups.flatMap((group) => [`### ${group}`, '', ...verdicts(ofGroup(group), matrix), '']),
		'## 10,000 messages and random faults',
		'',
		...figures(tally),
		'',
		'## What the errors say',
		'',
		'Codes from Node.js are left out here.',
		'',
		...groups.flatMap((group) => [`### ${group}`, '', ...sayings(ofGroup(group), matrix), '']),
		'## Limits',
		'',
		"- The node can't resolve “not known”: WARest offers no way to ask whether it carried out a request, so a person has to check.",
		'- “Not done” takes proof: no connection was made (the system call that failed is `connect` or `getaddrinfo`; the same code while waiting for the answer proves nothing), the certificate was refused, or WARest itself refused, in its own envelope (4xx, except the time-outs 408 and 499, and 502 with code 3013). Any other answer, such as a redirect or the page of a proxy, proves nothing, whatever its status.',
		"- Answers and pictures are read up to 100 MB. If the server of a picture announces the wrong length, the node doesn't notice when half of it is missing.",
		'- A connection that is reset before the request was sent looks like one that is reset afterwards, so it counts as “not known”.',
		"- The tests use time-outs of 2 seconds. Unless the option Timeout is set, a change waits 150 seconds, a look-up 60, what may keep the server busy for long (people's profiles, changes of members, files that it works on) 10 minutes, and a message with a file from n8n 30 minutes.",
	];
	return `${lines.join('\n').trimEnd()}\n`;
}
