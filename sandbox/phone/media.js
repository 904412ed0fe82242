import { element, icon } from './dom.js';

const KINDS = {
	image: ['image', 'Photo'],
	video: ['video', 'Video'],
	gif: ['video', 'GIF'],
	audio: ['audio', 'Audio'],
	ptt: ['voice', 'Voice message'],
	voice: ['voice', 'Voice message'],
	sticker: ['sticker', 'Sticker'],
	stickermessage: ['sticker', 'Sticker'],
	document: ['document', 'Document'],
	poll: ['poll', 'Poll'],
	location: ['location', 'Location'],
	contact: ['person', 'Contact'],
	list: ['list', 'List'],
	buttons: ['list', 'Buttons'],
};
const PICTURED = ['image', 'video', 'gif'];

function readableSize(bytes) {
	if (bytes < 1000) return `${bytes} B`;
	const kilobytes = bytes / 1000;
	return kilobytes < 1000
		? `${kilobytes.toFixed(kilobytes < 10 ? 1 : 0)} kB`
		: `${(kilobytes / 1000).toFixed(1)} MB`;
}

/** The icon and the name of what a message carries; null for other kinds. */
export function mediaKind(kind) {
	const [drawing, word] = KINDS[kind] ?? [];
	return drawing ? { drawing, word } : null;
}

const about = ({ kind, name, mimeType, size, viewOnce }) => {
	const [, word] = KINDS[kind] ?? KINDS.document;
	const details = [
		name ? word : null,
		viewOnce && 'View once',
		mimeType,
		size === null ? null : readableSize(size),
	];
	return element(
		'span',
		{ class: 'media-about' },
		element('bdi', { class: 'media-name', title: name }, name ?? word),
		element('span', { class: 'media-details' }, details.filter(Boolean).join(' · ')),
	);
};

const drawn = ({ kind }) =>
	element('span', { class: 'media-icon' }, icon((KINDS[kind] ?? KINDS.document)[0]));

/** A placeholder for a picture, recording or file whose bytes aren't there: its kind, name and size. */
function placeholder(media) {
	const [drawing] = KINDS[media.kind] ?? KINDS.document;
	const look = PICTURED.includes(media.kind) ? 'media-picture' : `media-${drawing}`;
	return element('div', { class: `media ${look}` }, drawn(media), about(media));
}

const picture = ({ url, kind }) =>
	element('img', { class: 'media-shown', src: url, alt: mediaKind(kind).word });

const linkedPicture = (media) =>
	element('a', { class: 'media-link', href: media.url, target: '_blank' }, picture(media));

const video = ({ url }, attributes) =>
	element('video', { class: 'media-shown', src: url, playsinline: '', ...attributes });

function loop(media) {
	const film = video(media, { autoplay: '', loop: '', title: 'GIF' });
	// The attribute counts only in a page's own HTML, and nothing with sound starts by itself.
	film.muted = true;
	return film;
}

const recording = (media) =>
	element(
		'div',
		{ class: `media media-audio` },
		drawn(media),
		element(
			'div',
			{ class: 'media-recording' },
			element('audio', { src: media.url, controls: '', preload: 'metadata' }),
			about(media),
		),
	);

const file = (media) =>
	element(
		'a',
		{ class: 'media media-document', href: media.url, download: media.name ?? 'document' },
		drawn(media),
		about(media),
	);

const SHOWN = {
	image: linkedPicture,
	video: (media) => video(media, { controls: '', preload: 'metadata' }),
	// A real GIF is no video; the server sends it as it is.
	gif: (media) => (media.mimeType?.startsWith('video/') ? loop(media) : picture(media)),
	audio: recording,
	voice: recording,
	sticker: picture,
	document: file,
};

/** The picture, recording or file of a message, or a placeholder if it can't be shown. */
export function mediaBlock(media) {
	const show = media.url && SHOWN[media.kind];
	if (!show) return placeholder(media);
	const block = element('div', { class: `media-block media-block-${media.kind}` }, show(media));
	// An error of a picture or a recording doesn't bubble.
	block.addEventListener('error', () => block.replaceWith(placeholder(media)), true);
	return block;
}

/** Stickers are shown without a bubble. */
export const isSticker = (media) => KINDS[media?.kind]?.[0] === 'sticker';
