import { element, icon } from './dom.js';

const MARGIN = 8;

const popup = element('div', { id: 'popup-menu', popover: '', role: 'menu' });
document.body.append(popup);

function choose(act) {
	popup.hidePopover();
	act();
}

const entry = ({ label, drawing, act }) => {
	const button = element(
		'button',
		{ type: 'button', role: 'menuitem' },
		drawing && icon(drawing),
		element('span', {}, label),
	);
	button.addEventListener('click', () => choose(act));
	return button;
};

const quickEntry = ({ label, title, act }) => {
	const button = element(
		'button',
		{ type: 'button', role: 'menuitem', title, 'aria-label': title },
		label,
	);
	button.addEventListener('click', () => choose(act));
	return button;
};

/** Below the anchor, or above it if there is no room; always inside the window. */
function place(anchor) {
	const { left, right, top, bottom } = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = popup;
	const below = bottom + MARGIN + height <= innerHeight;
	const x = left + width + MARGIN <= innerWidth ? left : right - width;
	const y = below ? bottom + 4 : top - height - 4;
	popup.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
	popup.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`;
}

/** Opens a menu at an element: a row of quick choices, then entries with an icon and a label. */
export function openMenu(anchor, entries, quick = []) {
	popup.replaceChildren(
		...(quick.length > 0 ? [element('div', { class: 'quick' }, quick.map(quickEntry))] : []),
		...entries.filter(Boolean).map(entry),
	);
	// Where it was may be too narrow to show how large it is.
	popup.style.left = popup.style.top = '0';
	popup.showPopover();
	place(anchor);
	popup.querySelector('button')?.focus();
}

popup.addEventListener('keydown', (event) => {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (!step) return;
	event.preventDefault();
	const buttons = [...popup.querySelectorAll('button')];
	const next = buttons.indexOf(document.activeElement) + step;
	buttons.at(next % buttons.length)?.focus();
});
