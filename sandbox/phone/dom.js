const SVG = 'http://www.w3.org/2000/svg';

/** Finds an element of the page by its id. */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Children are elements or text; text never becomes markup, so names and messages
 * that contain HTML are shown as they are. Empty children are left out.
 */
export function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
	}
	made.append(...children.flat(Infinity).filter(Boolean));
	return made;
}

/** Makes one of the icons drawn in index.html; without a label it is decoration. */
export function icon(name, label) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', `icon icon-${name}`);
	if (label) {
		svg.setAttribute('role', 'img');
		svg.setAttribute('aria-label', label);
	} else {
		svg.setAttribute('aria-hidden', 'true');
	}
	const use = document.createElementNS(SVG, 'use');
	use.setAttribute('href', `#icon-${name}`);
	svg.append(use);
	return svg;
}
