import { byId, element } from './dom.js';
import { isoTime, timeOfDay } from './time.js';

/** Shows below the chats what a workflow last asked of WARest, and whether it was done. */
export function showActivity({ text, done, at }) {
	const line = byId('activity');
	line.hidden = false;
	line.dataset.done = String(done);
	line.replaceChildren(
		element('time', { datetime: isoTime(at) }, timeOfDay(at)),
		element('span', {}, `API: ${text}`),
		element('strong', {}, done ? 'done' : 'not done'),
	);
}
