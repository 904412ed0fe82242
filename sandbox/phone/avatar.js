import { element, icon } from './dom.js';

const CAPITALS = /^[\p{Lu}\p{Ll}]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const firstGrapheme = (text) => graphemes.segment(text)[Symbol.iterator]().next().value?.segment;

/**
 * The initials of a name: one letter from each of two words, but a single one in scripts without capitals
 * (Arabic letters would join into a word), and none for a bare phone number.
 */
function initials(name) {
	if (/^\+?[\d\s()-]*$/u.test(name)) return '';
	const words = name.trim().split(/\s+/u);
	const spoken = words.filter((word) => /^[\p{L}\p{N}]/u.test(word));
	const first = firstGrapheme(spoken[0] ?? words[0]);
	const second =
		CAPITALS.test(first) && CAPITALS.test(spoken[1] ?? '') ? firstGrapheme(spoken[1]) : '';
	return (first + second).toLocaleUpperCase();
}

/** A round picture, or a circle with initials, coloured by a hue (0-359). */
export function avatar(name, hue, picture = null) {
	const round = element(
		'span',
		{ class: 'avatar', 'aria-hidden': 'true' },
		picture ? element('img', { src: picture, alt: '' }) : initials(name) || icon('person'),
	);
	round.style.setProperty('--hue', hue);
	return round;
}

/** A hue for someone whose colour isn't known: always the same for the same JID. */
export function hueOf(jid) {
	let hue = 0;
	for (const character of jid) hue = (hue * 31 + character.codePointAt(0)) % 360;
	return hue;
}
