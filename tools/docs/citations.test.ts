import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { slug } from './slug';

const FOLDERS = ['nodes', 'credentials', 'test', 'sandbox', 'tools', 'docs'];

/** Code and pages, by their paths from the root of the repository. */
const files = [
	...readdirSync('.').filter((name) => name.endsWith('.md')),
	...FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(ts|mjs|js|md)$/.test(name))
			.map((name) => join(folder, name)),
	),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** `docs/warest/misc.md#5`, or several sections of a page: `docs/warest/misc.md#5, #6`. */
const CITATION = /docs\/warest\/(?<page>[\w-]+\.md)(?<anchors>(?:(?:, | and | to )?#[\w-]+)*)/g;

/** `[text](target)` of Markdown; the text may have brackets of its own. */
const LINK = /\]\((?<target>[^)\s]+)\)/g;

const HEADING = /^#+ (?<text>.+)$/gm;

const explicitAnchors = (text: string) =>
	[...text.matchAll(/<a id="([\w-]+)"/g)].map(([, id]) => id);

const headingAnchors = (text: string) =>
	[...text.matchAll(HEADING)].map(({ groups }) => slug(groups?.text ?? ''));

/** Why a reader who follows this finds nothing, or null. */
function deadEnd(target: string, anchor: string): string | null {
	if (!existsSync(target)) return `${target} doesn't exist`;
	if (anchor === '' || !target.endsWith('.md')) return null;
	const text = readFileSync(target, 'utf8');
	return [...explicitAnchors(text), ...headingAnchors(text)].includes(anchor)
		? null
		: `${target} has no #${anchor}`;
}

const withReason = (path: string, reason: string | null) => (reason ? [`${path}: ${reason}`] : []);

/** How the contract was cited before it had pages and anchors. */
const FORMER =
	/contract (?:chats-actions|groups-profile|messages-sending|misc|sessions-server|webhooks)\b/i;

it('nothing cites the contract without its page', () => {
	expect(files.filter(({ text }) => FORMER.test(text)).map(({ path }) => path)).toEqual([]);
});

it('every citation of the contract leads to a section', () => {
	const citations = files.flatMap(({ path, text }) =>
		[...text.matchAll(CITATION)].flatMap(({ groups }) => {
			const anchors = [...(groups?.anchors ?? '').matchAll(/#([\w-]+)/g)].map(([, name]) => name);
			return (anchors.length > 0 ? anchors : ['']).map((anchor) => ({
				path,
				page: `docs/warest/${groups?.page}`,
				anchor,
			}));
		}),
	);
	expect(citations.length).toBeGreaterThan(0);
	expect(
		citations.flatMap(({ path, page, anchor }) => withReason(path, deadEnd(page, anchor))),
	).toEqual([]);
});

it('every link between the pages leads somewhere', () => {
	const pages = files.filter(({ path }) => path.endsWith('.md'));
	const dead = pages.flatMap(({ path, text }) =>
		[...text.matchAll(LINK)].flatMap(({ groups }) => {
			const [target, anchor = ''] = (groups?.target ?? '').split('#');
			if (/^\w+:/.test(target)) return [];
			const file = target === '' ? path : normalize(join(dirname(path), target));
			return withReason(path, deadEnd(file, anchor));
		}),
	);
	expect(dead).toEqual([]);
});

it('no section of the contract has the anchor of another', () => {
	const twice = files
		.filter(({ path }) => path.startsWith('docs/warest/'))
		.flatMap(({ path, text }) => {
			const anchors = explicitAnchors(text);
			return anchors
				.filter((anchor, index) => anchors.indexOf(anchor) !== index)
				.map((anchor) => `${path}#${anchor}`);
		});
	expect(twice).toEqual([]);
});
