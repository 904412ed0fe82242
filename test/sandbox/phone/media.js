import { element, icon } from './dom.js';

const KINDS = {
	image: ['image', 'Photo'],
	video: ['video', 'Video'],
	gif: ['video', 'GIF'],
	audio: ['audio', 'Audio'],
	ptt: ['audio', 'Voice message'],
	voice: ['audio', 'Voice message'],
	sticker: ['sticker', 'Sticker'],
	stickermessage: ['sticker', 'Sticker'],
	document: ['document', 'Document'],
};
const PICTURED = ['image', 'video', 'gif'];

function readableSize(bytes) {
	if (bytes < 1000) return `${bytes} B`;
	const kilobytes = bytes / 1000;
	return kilobytes < 1000
		? `${kilobytes.toFixed(kilobytes < 10 ? 1 : 0)} kB`
		: `${(kilobytes / 1000).toFixed(1)} MB`;
}

/** The icon and the word of a kind of media; null for other kinds. */
export function mediaKind(kind) {
	const [drawing, word] = KINDS[kind] ?? [];
	return drawing ? { drawing, word } : null;
}

/** Stickers are shown without a bubble. */
export const isSticker = (media) => KINDS[media?.kind]?.[0] === 'sticker';

/** Stands for a picture, a recording or a file: its kind, name and size. */
export function mediaPlaceholder({ kind, name, mimeType, size }) {
	const [drawing, word] = KINDS[kind] ?? KINDS.document;
	const details = [name ? word : null, mimeType, size === null ? null : readableSize(size)];
	return element(
		'div',
		{ class: `media ${PICTURED.includes(kind) ? 'media-picture' : `media-${drawing}`}` },
		element('span', { class: 'media-icon' }, icon(drawing)),
		element(
			'span',
			{ class: 'media-about' },
			element('bdi', { class: 'media-name', title: name }, name ?? word),
			element('span', { class: 'media-details' }, details.filter(Boolean).join(' · ')),
		),
	);
}
