import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../call';
import type { Obstacle, WaitBudget } from './wait-budget';

/** How a request that was let through has ended. */
export interface Ended {
	/** Of its answer, if it has one. */
	headers: IDataObject | null;
	/** Whether the server may have looked at it: false if it surely got nothing, or refused because of its limits. */
	reached: boolean;
	/** Whether what it asked for may have been done. */
	mayBeDone: boolean;
}

/** Something that requests have to wait for, one behind the other in the order of their tickets. */
export interface Gate {
	/** What keeps the request back at this moment; null if nothing does. */
	obstacle(call: Call, ticket: number): Obstacle | null;
	/** It goes out at this moment, and counts; what it returns is to be told how the request ended. */
	pass(call: Call): (ended: Ended) => void;
	/** It no longer waits here. */
	leave(call: Call, ticket: number): void;
}

/** The requests that wait at one place, in the order of their tickets. */
export class Line<T> {
	/** Thousands may wait, and each asks several times a second how many are before it: so they are kept in order. */
	private readonly waiting: Array<{ ticket: number; what: T }> = [];

	join(ticket: number, what: T): void {
		const place = this.countBefore(ticket);
		this.waiting.splice(place, this.isAt(place, ticket) ? 1 : 0, { ticket, what });
	}

	leave(ticket: number): void {
		const place = this.countBefore(ticket);
		if (this.isAt(place, ticket)) this.waiting.splice(place, 1);
	}

	before(ticket: number): T[] {
		return this.waiting.slice(0, this.countBefore(ticket)).map(({ what }) => what);
	}

	countBefore(ticket: number): number {
		let [low, high] = [0, this.waiting.length];
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.waiting[middle].ticket < ticket) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private isAt(place: number, ticket: number): boolean {
		return this.waiting[place]?.ticket === ticket;
	}
}

let lastTicket = 0;

/** The smaller one goes first. */
export const nextTicket = (): number => ++lastTicket;

/**
 * Waits until all gates let a request through at the same moment, and passes them at that moment: nothing is
 * counted for a request that doesn't go out.
 * @returns what is to be called when the request has ended; or the obstacle for which it may not wait
 * @throws Cancelled
 */
export async function passAll(
	gates: readonly Gate[],
	call: Call,
	ticket: number,
	budget: WaitBudget,
): Promise<((ended: Ended) => void) | Obstacle> {
	const passed: Array<(ended: Ended) => void> = [];
	const blocked = (): Obstacle | null => {
		for (const [index, gate] of gates.entries()) {
			const obstacle = gate.obstacle(call, ticket);
			if (!obstacle) continue;
			// A request held back here holds back no other further on.
			for (const later of gates.slice(index + 1)) later.leave(call, ticket);
			return obstacle;
		}
		for (const gate of gates) passed.push(gate.pass(call));
		return null;
	};
	try {
		const obstacle = await budget.until(blocked);
		return obstacle ?? ((ended) => passed.forEach((note) => note(ended)));
	} finally {
		for (const gate of gates) gate.leave(call, ticket);
	}
}
