const keys = new WeakMap();
const painted = new WeakMap();

/**
 * Paints an element, unless it already shows what `signature` stands for: what has the focus or is
 * open in it then stays so.
 */
export function repaint(target, signature, paint) {
	const stamp = JSON.stringify(signature);
	if (painted.get(target) === stamp) return;
	paint(target);
	painted.set(target, stamp);
}

/**
 * Brings the children of a container in line with `entries` ({ key, signature, create, paint }),
 * touching only what changed: elements keep their identity, so focus, selection, scroll position and
 * running animations survive an update.
 */
export function keyed(container, entries) {
	const focused = container.contains(document.activeElement) ? document.activeElement : null;
	const old = new Map(Array.from(container.children, (child) => [keys.get(child), child]));
	const kept = new Set(entries.map(({ key }) => key));
	for (const [key, child] of old) if (!kept.has(key)) child.remove();

	let next = container.firstElementChild;
	for (const { key, signature, create, paint } of entries) {
		const child = old.get(key) ?? create();
		keys.set(child, key);
		repaint(child, signature, paint);
		if (child === next) next = next.nextElementSibling;
		else container.insertBefore(child, next);
	}

	// Moving an element takes the focus from it.
	if (focused?.isConnected) focused.focus({ preventScroll: true });
}
