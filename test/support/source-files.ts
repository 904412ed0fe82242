import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..');

/** The parsed sources that are published, by their path from the root of the repository. */
const sourceFiles: ts.SourceFile[] = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => {
			const file = path.join(folder, name);
			const text = readFileSync(path.join(root, file), 'utf8');
			return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		}),
);

/** What `find` gives for the nodes of all sources, with the place of each: "file:line". */
export function inSources<T>(
	find: (node: ts.Node) => T | null,
): Array<{ place: string; found: T }> {
	return sourceFiles.flatMap((source) => {
		const hits: Array<{ place: string; found: T }> = [];
		const visit = (node: ts.Node) => {
			const found = find(node);
			if (found !== null) {
				const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
				hits.push({ place: `${source.fileName}:${line + 1}`, found });
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return hits;
	});
}
