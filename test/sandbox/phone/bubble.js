import { hueOf } from './avatar.js';
import { readBody } from './body.js';
import { element, icon } from './dom.js';
import { formattedText } from './formatted-text.js';
import { isSticker, mediaPlaceholder } from './media.js';
import { preview } from './preview.js';
import { ticks } from './ticks.js';
import { isoTime, timeOfDay } from './time.js';

const meta = (message) =>
	element(
		'span',
		{ class: 'meta' },
		message.pinned && icon('pin', 'Pinned'),
		message.starred && icon('star', 'Starred'),
		message.edited && 'Edited',
		element('time', { datetime: isoTime(message.timestamp) }, timeOfDay(message.timestamp)),
		message.fromMe && !message.deleted && ticks(message.status),
	);

function senderName({ sender }, hue = hueOf(sender.jid)) {
	const name = element('bdi', { class: 'sender' }, sender.name);
	name.style.setProperty('--hue', hue);
	return name;
}

const quotedBlock = ({ sender, text }) =>
	element(
		'blockquote',
		{ class: 'quoted' },
		element('bdi', { class: 'quoted-sender' }, sender),
		element('span', { class: 'quoted-text', dir: 'auto' }, preview(text)),
	);

function reactionRow(reactions) {
	const people = Map.groupBy(reactions, ({ emoji }) => emoji);
	return element(
		'ul',
		{ class: 'reactions', 'aria-label': 'Reactions' },
		...Array.from(people, ([emoji, given]) =>
			element(
				'li',
				{ title: given.map(({ from }) => from).join(', ') },
				emoji,
				given.length > 1 && element('span', {}, String(given.length)),
			),
		),
	);
}

function content(message) {
	if (message.deleted) {
		const who = message.fromMe ? 'You deleted this message' : 'This message was deleted';
		return element('em', { class: 'deleted' }, icon('deleted'), who);
	}
	const body = readBody(message.text);
	return [
		// Kinds without a placeholder of their own are at least named.
		!message.media &&
			(body.kind || !body.words) &&
			element('em', { class: 'kind' }, body.kind ?? message.type),
		body.words && element('span', { class: 'text' }, ...formattedText(body.words)),
	];
}

/** An empty bubble or system row; `paintMessage` fills it. */
export const createMessage = (message) => element('article', { 'data-message': message.id });

/**
 * Fills a bubble. `first` marks the first one of a run by the same sender: it has the tail and, in a
 * group (`named`), the sender's name in the colour `hue`.
 */
export function paintMessage(article, message, { first, named, hue }) {
	if (message.system) {
		article.className = 'system';
		article.replaceChildren(element('span', { dir: 'auto' }, message.text));
		return;
	}
	const media = message.deleted ? null : message.media;
	article.className = `bubble ${message.fromMe ? 'out' : 'in'}`;
	article.classList.toggle('first', first);
	article.classList.toggle('bare', isSticker(media));
	article.classList.toggle('reacted', message.reactions.length > 0);
	article.setAttribute('aria-label', message.fromMe ? 'You' : message.sender.name);
	article.replaceChildren(
		...[
			named && first && !message.fromMe && senderName(message, hue),
			message.quoted && !message.deleted && quotedBlock(message.quoted),
			media && mediaPlaceholder(media),
			element('div', { class: 'words', dir: 'auto' }, content(message), meta(message)),
			message.reactions.length > 0 && reactionRow(message.reactions),
		].filter(Boolean),
	);
}
