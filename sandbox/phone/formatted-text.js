import { element } from './dom.js';

// A mark counts only around whole words, as on a phone: `2 * 3 * 4` and `snake_case_name` stay plain.
const marked = (mark) =>
	String.raw`(?<![\p{L}\p{N}${mark}])${mark}(?=\S)([^${mark}\n]+?)(?<=\S)${mark}(?![\p{L}\p{N}${mark}])`;
const TOKENS = new RegExp(
	[
		String.raw`(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"*_~])`,
		'```([^]+?)```',
		'`([^`\\n]+)`',
		marked(String.raw`\*`),
		marked('_'),
		marked('~'),
	].join('|'),
	'gu',
);

const mentioned = ({ digits, name }) => ({
	pattern: new RegExp(`(@${digits})(?!\\d)`, 'u'),
	node: () => element('span', { class: 'mention', title: `@${digits}` }, `@${name}`),
});

/** Replaces mentioned numbers with names. */
function withMentions(nodes, mentions) {
	return mentions
		.map(mentioned)
		.reduce(
			(all, { pattern, node }) =>
				all.flatMap((part) =>
					typeof part === 'string'
						? part.split(pattern).map((piece, place) => (place % 2 ? node() : piece))
						: part,
				),
			nodes,
		);
}

/** Turns a message's text into nodes: links, `code`, *bold*, _italic_, ~struck~ words, names. */
export function formattedText(text, mentions = []) {
	const nodes = [];
	let end = 0;
	for (const match of text.matchAll(TOKENS)) {
		const [whole, link, block, code, bold, italic, struck] = match;
		nodes.push(text.slice(end, match.index));
		if (link) nodes.push(element('a', { href: link, target: '_blank', rel: 'noreferrer' }, link));
		else if (block ?? code)
			nodes.push(element('code', {}, (block ?? code).replace(/^\n|\n$/gu, '')));
		else if (bold) nodes.push(element('strong', {}, ...formattedText(bold, mentions)));
		else if (italic) nodes.push(element('em', {}, ...formattedText(italic, mentions)));
		else nodes.push(element('s', {}, ...formattedText(struck, mentions)));
		end = match.index + whole.length;
	}
	nodes.push(text.slice(end));
	return withMentions(nodes, mentions);
}
