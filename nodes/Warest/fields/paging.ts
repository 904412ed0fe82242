import type { Field } from '../operation/field';
import { number, toggle } from './basic';

/** "Return All" and "Limit": the limit shows, and counts, only while not all are wanted. */
export function paging(): { returnAll: Field<boolean>; limit: Field<number | undefined> } {
	const limit = number({
		displayName: 'Limit',
		default: 50,
		min: 1,
		description: 'Max number of results to return',
	});
	return {
		returnAll: toggle({
			displayName: 'Return All',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		}),
		limit: {
			parameter: { ...limit.parameter, displayOptions: { show: { returnAll: [false] } } },
			parse: (raw, item) => (raw === null ? undefined : limit.parse(raw, item)),
		},
	};
}
