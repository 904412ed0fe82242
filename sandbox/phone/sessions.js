import { addressOf } from './address.js';
import { byId, element, icon } from './dom.js';
import { keyed } from './keyed.js';

const STATUS = {
	open: 'Connected',
	starting: 'Starting…',
	connecting: 'Waiting to be linked',
	reconnecting: 'Reconnecting…',
	replaced: 'Replaced by another device',
	stopped: 'Stopped',
	logged_out: 'Logged out',
};

/** A session's status in words. */
export const statusText = ({ status }) => STATUS[status] ?? status;

function about(session) {
	const phone = session.phone && (session.phone.startsWith('+') ? '' : '+') + session.phone;
	const details = [phone, session.status === 'open' && phone ? null : statusText(session)];
	return [
		element('span', { class: 'dot', 'data-status': session.status }),
		element(
			'span',
			{ class: 'session-about' },
			element('bdi', { class: 'session-name' }, session.name ?? session.id),
			element('span', { class: 'session-details' }, details.filter(Boolean).join(' · ')),
		),
	];
}

function paintChoice(link, session, current) {
	link.dataset.session = session.id;
	if (current) link.setAttribute('aria-current', 'true');
	else link.removeAttribute('aria-current');
	link.replaceChildren(
		...about(session),
		session.name ? element('span', { class: 'session-id' }, session.id) : '',
	);
}

/** Shows the chosen session on the picker and all sessions in its menu. */
export function showSessions(sessions, chosen) {
	byId('session-button').replaceChildren(
		element('span', { class: 'unseen' }, 'Session:'),
		...(chosen ? about(chosen) : [element('span', { class: 'session-about' }, 'No sessions yet')]),
		icon('down'),
	);
	keyed(
		byId('session-menu'),
		sessions.map((session) => {
			const current = session.id === chosen?.id;
			return {
				key: session.id,
				signature: [session, current],
				create: () => element('a', { href: addressOf({ session: session.id }) }),
				paint: (link) => paintChoice(link, session, current),
			};
		}),
	);
}

byId('session-menu').addEventListener('click', (event) => {
	if (event.target.closest('a')) byId('session-menu').hidePopover();
});
