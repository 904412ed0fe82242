import type { Effect, RiskOf } from './effect';
import type { Complete, Fields, Values } from './field';
import { options } from './fields';
import type { Item } from './item';
import { operationOf, type Operation, type Texts } from './operation';
import { outputOf, type Requesting, type Running } from './output';

/** No fields, or no options. */
export type None = Record<never, never>;

/** The values of an operation: those of its kind, its own, and of the options those that a person added. */
export type KindValues<
	Base extends Fields,
	Common extends Fields,
	F extends Fields,
	O extends Fields,
> = Values<Base> & Values<F> & { options: Partial<Values<Common>> & Partial<Values<O>> };

/** What the operations of one kind have in common. */
interface Kind<E extends Effect, Base extends Fields, Common extends Fields> {
	effect: E;
	/** The fields that come first in each of them. */
	fields: Base & Complete<Base>;
	/** Among the options of each of them. */
	options: Common;
	/** The rule of this kind, which holds before anything is asked of the server; throws if it is broken. */
	rule?(values: Values<Base> & { options: Partial<Values<Common>> }, item: Item): Promise<void>;
}

/** An operation of a kind: its own fields and options, and what it does. */
export type OfKind<E extends Effect, F extends Fields, O extends Fields> = Texts & {
	risk: RiskOf<E>;
	fields?: F;
	options?: O;
};

/**
 * Makes the builder of one kind of operation, e.g. of those that change a chat. What it is built with holds for each
 * of them: its fields, its options, and the rule that protects people, which no operation can leave out.
 */
export function kind<E extends Effect, Base extends Fields, Common extends Fields>({
	effect,
	fields: base,
	options: common,
	rule,
}: Kind<E, Base, Common>) {
	return <F extends Fields = None, O extends Fields = None>(
		declaration: OfKind<E, F, O> &
			(Requesting<KindValues<Base, Common, F, O>> | Running<KindValues<Base, Common, F, O>>),
	): Operation => {
		const own = { ...common, ...declaration.options };
		const fields = {
			...base,
			...declaration.fields,
			...(Object.keys(own).length > 0 && { options: options(own) }),
		};
		return operationOf(declaration, effect, fields, async (entered, item) => {
			const values = { options: {}, ...entered } as KindValues<Base, Common, F, O>;
			await rule?.(values, item);
			return await outputOf(declaration, values, item);
		});
	};
}
