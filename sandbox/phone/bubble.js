import { hueOf } from './avatar.js';
import { readBody } from './body.js';
import { choices, contactCard, interactionPicture, locationCard, pollCard } from './cards.js';
import { element, icon } from './dom.js';
import { formattedText } from './formatted-text.js';
import { isSticker, mediaBlock } from './media.js';
import { preview } from './preview.js';
import { ticks } from './ticks.js';
import { isoTime, timeOfDay } from './time.js';

const PICTURES = ['image', 'video', 'gif'];

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
	// Messages with a card show their words on the card.
	const { kind, words } = message.kind || message.poll ? wordsOf(message) : readBody(message.text);
	return [
		// Kinds that have no design of their own are at least named.
		!hasLook(message) && (kind || !words) && element('em', { class: 'kind' }, kind ?? message.type),
		words && element('span', { class: 'text' }, ...formattedText(words, message.mentions)),
		message.interaction?.footer &&
			element('span', { class: 'footer', dir: 'auto' }, message.interaction.footer),
	];
}

const wordsOf = ({ text, poll }) => ({ kind: null, words: poll ? '' : text });

const hasLook = ({ media, poll, location, contact, interaction }) =>
	Boolean(media ?? poll ?? location ?? contact ?? interaction);

const forwardedLine = () => element('em', { class: 'forwarded' }, icon('forward'), 'Forwarded');

/** What a message shows above its text. */
const above = ({ media, poll, location, contact, interaction }, vote) => [
	interaction?.picture && interactionPicture(interaction),
	media && mediaBlock(media),
	poll && pollCard(poll, vote),
	location && locationCard(location),
	contact && contactCard(contact),
];

/** Whether a picture fills the bubble: then the text below it mustn't make it wider. */
const isPictured = ({ media, interaction, deleted }) =>
	!deleted && Boolean(interaction?.picture || (media?.url && PICTURES.includes(media.kind)));

/** Opens the menu of what the contact can do with the message. */
const moreButton = () =>
	element(
		'button',
		{ type: 'button', class: 'more', 'aria-label': 'As the contact…', 'aria-haspopup': 'menu' },
		icon('more'),
	);

/** An empty bubble or system row; `paintMessage` fills it. */
export const createMessage = (message) => element('article', { 'data-message': message.id });

/**
 * Fills a bubble. `first` marks the first one of a run by the same sender: it has the tail and, in a
 * group (`named`), the sender's name in the colour `hue`. `vote` chooses an option of a poll.
 */
export function paintMessage(article, message, { first, named, hue, vote }) {
	if (message.system) {
		article.className = 'system';
		article.replaceChildren(element('span', { dir: 'auto' }, message.text));
		return;
	}
	const media = message.deleted ? null : message.media;
	article.className = `bubble ${message.fromMe ? 'out' : 'in'}`;
	article.classList.toggle('first', first);
	article.classList.toggle('bare', isSticker(media));
	article.classList.toggle('pictured', isPictured(message));
	if (message.kind) article.dataset.kind = message.kind;
	article.classList.toggle('reacted', message.reactions.length > 0);
	article.setAttribute('aria-label', message.fromMe ? 'You' : message.sender.name);
	article.replaceChildren(
		...[
			named && first && !message.fromMe && senderName(message, hue),
			message.forwarded && !message.deleted && forwardedLine(),
			message.quoted && !message.deleted && quotedBlock(message.quoted),
			...(message.deleted ? [] : above(message, vote)),
			element('div', { class: 'words', dir: 'auto' }, content(message), meta(message)),
			...(message.interaction && !message.deleted ? choices(message.interaction) : []),
			message.reactions.length > 0 && reactionRow(message.reactions),
			!message.deleted && moreButton(),
		].filter(Boolean),
	);
}
