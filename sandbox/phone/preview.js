import { readBody } from './body.js';
import { element, icon } from './dom.js';
import { mediaKind } from './media.js';

/** A message in one line, as nodes: its text, or the icon and the kind of what it carries. */
export function preview(text) {
	const { kind, words } = readBody(text);
	const media = mediaKind(kind);
	if (media) return [icon(media.drawing), element('bdi', {}, words || media.word)];
	return [kind && element('span', { class: 'kind' }, kind, ' '), element('bdi', {}, words)];
}
