const DURATION_MS = 250;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

const topOf = (child) => child.getBoundingClientRect().top;

/** Runs `change`, then animates every child that it moved from its old place to its new one. */
export function flip(container, change) {
	const before = new Map(Array.from(container.children, (child) => [child, topOf(child)]));
	for (const child of before.keys()) child.getAnimations().forEach((running) => running.cancel());
	change();
	if (reducedMotion.matches) return;

	// A row from far below starts at the edge of the list; otherwise it would just flash by.
	const farthest = container.parentElement.clientHeight;
	for (const child of container.children) {
		const moved = (before.get(child) ?? topOf(child)) - topOf(child);
		if (moved === 0) continue;
		const from = Math.max(-farthest, Math.min(farthest, moved));
		const layer = moved > 0 ? 2 : 1;
		child.animate(
			[
				{ transform: `translateY(${from}px)`, zIndex: layer },
				{ transform: 'none', zIndex: layer },
			],
			{ duration: DURATION_MS, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
		);
	}
}
