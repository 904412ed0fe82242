import { notify, scan } from './control.js';
import { byId, element } from './dom.js';
import { repaint } from './keyed.js';
import { statusText } from './sessions.js';

const EXPLANATION = {
	starting: 'The session is starting.',
	connecting:
		'The session is connecting. If it needs a QR code or a pairing code, it appears here.',
	reconnecting: 'The connection was lost. The session reconnects by itself.',
	replaced: 'Another device took over this connection. Reconnect the session to take it back.',
	stopped: 'The session is stopped. Start it to see its chats again.',
	logged_out: 'The phone unlinked this session. Start it again to get a new QR code.',
};
const BUSY = ['starting', 'connecting', 'reconnecting'];

function scanButton(session, text) {
	const button = element('button', { type: 'button', class: 'primary' }, text);
	button.addEventListener('click', async () => {
		button.disabled = true;
		try {
			await scan(session.id);
		} catch (error) {
			notify(`The phone couldn't link the session: ${error.message}`);
		}
		button.disabled = false;
	});
	return button;
}

function card(session) {
	const name = session.name ?? session.id;
	if (session.qr) {
		return [
			element('h2', {}, 'Link ', element('bdi', {}, name)),
			element('img', { class: 'qr', src: session.qr, alt: `QR code of the session ${name}` }),
			element(
				'p',
				{},
				'With a real server, you would scan this QR code with your phone. The sandbox has a phone of its own.',
			),
			scanButton(session, 'Scan it with the phone'),
		];
	}
	if (session.pairCode) {
		return [
			element('h2', {}, 'Link ', element('bdi', {}, name)),
			element('p', { class: 'pair-code' }, session.pairCode),
			element('p', {}, 'With a real server, you would type this code on your phone.'),
			scanButton(session, 'Type it on the phone'),
		];
	}
	return [
		BUSY.includes(session.status)
			? element('span', { class: 'spinner', 'aria-hidden': 'true' })
			: element('span', { class: 'dot large', 'data-status': session.status }),
		element('h2', {}, statusText(session)),
		element('p', {}, EXPLANATION[session.status] ?? ''),
	];
}

/** Shows what a session that isn't connected is waiting for: its QR code, its pairing code, or its state in words. */
export function showPairing(session) {
	repaint(byId('pairing'), session, (section) =>
		section.replaceChildren(element('div', { class: 'pairing-card' }, ...card(session))),
	);
}
