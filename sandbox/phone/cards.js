import { avatar, hueOf } from './avatar.js';
import { element, icon } from './dom.js';

const BUTTON_ICONS = { reply: 'reply', url: 'link', call: 'call', copy: 'copy' };

const degrees = (value) => Number(value.toFixed(6));

/** A location: its name, address and coordinates. */
export function locationCard({ latitude, longitude, name, address }) {
	const coordinates = `${degrees(latitude)}, ${degrees(longitude)}`;
	return element(
		'div',
		{ class: 'card place' },
		element('span', { class: 'map', 'aria-hidden': 'true' }, icon('location')),
		element(
			'span',
			{ class: 'card-about' },
			element('bdi', { class: 'card-name' }, name ?? 'Location'),
			address && element('bdi', {}, address),
			element('span', { class: 'card-detail' }, coordinates),
		),
	);
}

/** A contact card. */
export function contactCard({ displayName, fullName, phone, organization, email }) {
	const details = [phone && `+${phone}`, email, organization].filter(Boolean);
	return element(
		'div',
		{ class: 'card person' },
		avatar(displayName, hueOf(displayName)),
		element(
			'span',
			{ class: 'card-about' },
			element('bdi', { class: 'card-name' }, displayName),
			fullName && fullName !== displayName && element('bdi', {}, fullName),
			details.map((detail) => element('bdi', { class: 'card-detail' }, detail)),
			details.length === 0 && element('em', { class: 'card-detail' }, 'No number'),
		),
	);
}

/** The options of a poll and who chose them; clicking one votes, if there is a `vote`. */
export function pollCard({ question, options, maxSelection }, vote) {
	const most = Math.max(1, ...options.map(({ voters }) => voters.length));
	const several = options.length > 1 && maxSelection > 1;
	const upTo = maxSelection < options.length ? ` (up to ${maxSelection})` : '';
	return element(
		'div',
		{ class: 'poll' },
		element('p', { class: 'poll-question', dir: 'auto' }, question),
		element('p', { class: 'poll-hint' }, several ? `Select one or more${upTo}` : 'Select one'),
		element(
			'ul',
			{},
			options.map(({ name, voters }) => {
				const count = voters.length;
				const option = element(
					'button',
					{ type: 'button', class: 'option', title: voters.map((voter) => voter.name).join(', ') },
					element('span', { class: several ? 'choice several' : 'choice' }),
					element('bdi', { class: 'option-name' }, name),
					element('span', { class: 'option-votes', 'aria-label': `${count} votes` }, `${count}`),
					element('span', { class: 'option-bar' }),
				);
				option.classList.toggle('voted', count > 0);
				option.style.setProperty('--share', count / most);
				option.addEventListener('click', () => vote(name));
				return element('li', {}, option);
			}),
		),
	);
}

const chosen = (id, ...children) =>
	element('button', { type: 'button', class: 'choose', 'data-choice': id }, children);

// Only replies answer the message; the other buttons open something on the contact's phone.
function buttonLine({ type, text, value }) {
	const look = [icon(BUTTON_ICONS[type]), element('bdi', {}, text)];
	return element('li', { title: value }, type === 'reply' ? chosen(value, look) : look);
}

const rowLine = ({ id, header, title, description }) =>
	element(
		'li',
		{},
		chosen(
			id,
			header && element('span', { class: 'row-header', dir: 'auto' }, header),
			element('bdi', { class: 'row-title' }, title),
			description && element('span', { class: 'row-description', dir: 'auto' }, description),
		),
	);

const menu = ({ buttonText, sections }) =>
	element(
		'details',
		{ class: 'menu', open: '' },
		element('summary', {}, icon('list'), element('bdi', {}, buttonText)),
		sections.map(({ title, rows }) => [
			title && element('h4', { dir: 'auto' }, title),
			element('ul', { class: 'rows' }, rows.map(rowLine)),
		]),
	);

/** The picture above buttons or lists. */
export const interactionPicture = ({ picture, isDefaultPicture }) =>
	element(
		'div',
		{ class: 'media-block interaction-picture' },
		element('img', {
			class: 'media-shown',
			src: picture,
			alt: isDefaultPicture ? "The server's default picture" : 'Picture',
		}),
	);

/** What can be chosen below a message: buttons, and lists with their rows. */
export const choices = ({ buttons, menus }) => [
	buttons.length > 0 && element('ul', { class: 'buttons' }, buttons.map(buttonLine)),
	...menus.map(menu),
];
