import { isObject } from '../../transport/answer';
import { beginning } from '../engine/to-model';
import type { Waiting } from '../engine/waiting';

/** Longer texts are cut: a person must be able to read them. */
const LONGEST = 1500;

/** What shows nothing, or turns the order of the letters around. */
const INVISIBLE = /\p{Cf}/gu;

/** What stands before each line that the model has written, so that it can't be taken for one of ours. */
const QUOTED = '│ ';

/** The arguments of a call, the short ones first: a long one can't push them out of what is shown. */
function linesOf(input: unknown): string[] {
	if (!isObject(input)) return [];
	return Object.entries(input)
		.map(([name, value]) => {
			const text = typeof value === 'string' ? value : JSON.stringify(value);
			return `${name}: ${text}`;
		})
		.toSorted((a, b) => a.length - b.length);
}

/** What the model wrote, as lines of its own; WARest would delete all that stands between < and >, ours too. */
const quoted = (lines: string[]): string =>
	beginning(lines.join('\n').replace(INVISIBLE, ''), LONGEST)
		.replaceAll('<', '＜')
		.replaceAll('>', '＞')
		.split(/[\n\v\f\r\u0085\u2028\u2029]+/)
		.map((line) => QUOTED + line)
		.join('\n');

function toolsLine(tools: string[]): string {
	const [tool = 'a tool'] = tools;
	return tools.length > 1
		? `An AI agent wants to use one of these tools: ${tools.join(', ')}`
		: `An AI agent wants to use: ${tool}`;
}

/**
 * What a person reads who is to let an agent use a tool. The tools come from the workflow: the model can write any name
 * into its request. n8n's default text shows that name, so a text that does is left out.
 * @param isByModel whether the model may have written into `message`
 */
export function reviewText(waiting: Waiting, message: string, isByModel = false): string {
	const shown = isByModel ? quoted([message]) : message;
	const own = waiting.asEntered('message').includes('$tool') ? [] : [shown];
	const asked = linesOf(waiting.input.toolParameters);
	const input = asked.length > 0 ? ['The agent wrote this into it:', quoted(asked)] : [];
	return [...own, toolsLine(waiting.tools), ...input].join('\n\n');
}
