import { byModel } from '../engine/by-model';
import type { Field } from '../engine/field';
import { number, shownWhen, toggle } from '../engine/fields';

/** "Return All" and "Limit": the limit shows, and counts, only while not all are wanted. */
export function paging(): { returnAll: Field<boolean>; limit: Field<number | undefined> } {
	return {
		returnAll: toggle({
			displayName: 'Return All',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		}),
		limit: shownWhen(
			{ returnAll: [false] },
			byModel(
				number({
					displayName: 'Limit',
					default: 50,
					min: 1,
					description: 'Max number of results to return',
				}),
				'How many at most',
				{ fallback: 15 },
			),
		),
	};
}
