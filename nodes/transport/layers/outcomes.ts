import type { Answer } from '../answer';
import { outcomeOf } from '../failures/errors';
import type { Changes } from '../failures/outcome';
import type { Layer } from './layer';

/** Notes what became of each change, whatever the operation makes of its error. */
export const withOutcomes =
	(changes: Changes): Layer<Answer> =>
	(next) =>
	async (call) => {
		const sending = next(call);
		if (call.changes) {
			sending.then(
				() => changes.note('done'),
				(error: unknown) => changes.note(outcomeOf(error)),
			);
		}
		return await sending;
	};
