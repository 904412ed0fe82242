import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import type { Answer } from '../../../transport/answer';
import type { Call } from '../../../transport/call';
import { explainedBy, type Explanation } from '../../../transport/failures/explanation';
import { ABOUT_A_GROUP, FROM_WHATSAPP } from '../../../transport/failures/words';
import { group } from '../../fields/group';
import { session } from '../../fields/session';
import type { Fields } from '../../engine/field';
import type { Item } from '../../engine/item';
import { kind, type KindValues, type None, type OfKind } from '../../engine/kind';
import type { Operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** Session and group: what every operation on a group asks for. */
export const ofGroup = { sessionId: session(), groupId: group() };

export interface OfGroup {
	sessionId: string;
	groupId: string;
}

/** Builds an operation that looks something up about one group. */
export const groupQuery = kind({ effect: 'query', fields: ofGroup, options: {} });

/** Builds a change of one group that takes more than one request; {@link groupChange} builds the usual one. */
export const groupWork = kind({ effect: 'change', fields: ofGroup, options: {} });

const explain = explainedBy(ABOUT_A_GROUP, FROM_WHATSAPP);

/** Sends a request about a group; its errors say what WhatsApp means. */
export async function askGroup(call: Call, { api }: Item): Promise<Answer> {
	return await api.send({ ...call, explain });
}

/** The one object in an answer about a group. */
export const resultOf = ({ results }: Answer): IDataObject => withOwnPhone(results[0] ?? {});

const NOT_DONE: Explanation = {
	message: 'WhatsApp did not make the change',
	hint: 'The session may not be in the group, or may not be one of its admins. WARest does not say why.',
};

interface GroupChange<
	F extends Fields,
	O extends Fields,
	V = KindValues<typeof ofGroup, None, F, O>,
> extends OfKind<'change', F, O> {
	/** Throws if what was entered can't be used. */
	request(values: V, item: Item): Call | Promise<Call>;
	/** What WARest says if it was done. */
	done: string | ((values: V) => string);
	/** Where it says so; without it, in the status of the result. */
	said?(answer: Answer): unknown;
	/** What it means if it doesn't say so. */
	notDone?: Explanation | ((values: V, answer: Answer) => Explanation);
	/** What the output has besides the result. */
	output?(values: V): IDataObject;
}

/**
 * Builds an operation that changes one group. Only the text of the answer says that the change was made: status codes
 * are the same for failures (docs/warest/groups.md#trap-1, #trap-25). Without that text the operation fails.
 */
export function groupChange<F extends Fields = None, O extends Fields = None>({
	request,
	done,
	said = (answer) => resultOf(answer).status,
	notDone = NOT_DONE,
	output,
	...declaration
}: GroupChange<F, O>): Operation {
	return groupWork<F, O>({
		...declaration,
		run: async (values, item) => {
			const answer = await askGroup(await request(values, item), item);
			const expected = typeof done === 'string' ? done : done(values);
			if (said(answer) === expected) return items([{ ...resultOf(answer), ...output?.(values) }]);
			const { message, hint } = typeof notDone === 'function' ? notDone(values, answer) : notDone;
			throw item.failure(message, hint);
		},
	});
}
