import fc from 'fast-check';
import { Line } from '../../../../nodes/transport/limits/gate';

it('tells who is before a ticket, in the order of the tickets, whenever each joined, joined again or left', () => {
	const step = fc.record({ ticket: fc.nat(9), what: fc.nat(99), leaves: fc.boolean() });
	fc.assert(
		fc.property(fc.array(step), (steps) => {
			const line = new Line<number>();
			const waiting = new Map<number, number>();
			for (const { ticket, what, leaves } of steps) {
				if (leaves) line.leave(ticket);
				else line.join(ticket, what);
				if (leaves) waiting.delete(ticket);
				else waiting.set(ticket, what);
			}
			const inOrder = [...waiting].sort(([one], [other]) => one - other);
			for (let ticket = 0; ticket <= 10; ticket++) {
				const before = inOrder.filter(([other]) => other < ticket).map(([, what]) => what);
				expect(line.before(ticket)).toEqual(before);
				expect(line.countBefore(ticket)).toBe(before.length);
			}
		}),
	);
});
