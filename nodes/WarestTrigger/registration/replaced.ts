import { withoutQuery, type WebhookConfig } from '../../webhook/address';

/** What a trigger replaced, and is to have its place back. */
export interface Replaced extends WebhookConfig {
	/** When it was replaced, in milliseconds since 1970; unknown of what older versions stored. */
	at?: number;
	/** The address of the trigger that leaves it to another one. */
	by?: string;
}

const timeOf = ({ at = 0 }: Replaced) => at;

export const isSame = (one: Replaced | undefined, other: Replaced): boolean =>
	one?.url === other.url && one.secret === other.secret && one.at === other.at;

/** What was replaced last comes first: whoever replaced the others has put an end to their claim. */
export const newestFirst = (replaced: ReadonlyArray<Replaced | undefined>): Replaced[] =>
	replaced.filter((each) => each !== undefined).sort((a, b) => timeOf(b) - timeOf(a));

/**
 * What is to have the place back once another trigger has left what it had replaced: that one, if it is in the place of
 * the other trigger itself; else what was replaced last. What the other one had taken from this trigger itself, this
 * one has back already.
 * @param url of this trigger
 */
export function inherited(
	own: Replaced | undefined,
	{ by, ...left }: Replaced,
	url: string,
): Replaced | undefined {
	if (withoutQuery(left.url) === withoutQuery(url)) return own;
	const [last] = newestFirst([own, left]);
	return own && by === withoutQuery(own.url) ? { ...left, at: timeOf(last) } : last;
}
