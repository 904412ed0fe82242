import { icon } from './dom.js';

const TICKS = {
	sent: ['sent', 'Sent'],
	delivered: ['delivered', 'Delivered'],
	read: ['delivered', 'Read'],
};

/** The ticks of a message that the session sent; nothing while it has no status. */
export function ticks(status) {
	if (!TICKS[status]) return null;
	const drawn = icon(...TICKS[status]);
	drawn.classList.add('ticks', `ticks-${status}`);
	return drawn;
}
