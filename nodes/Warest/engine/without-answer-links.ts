import { isObject } from '../../transport/answer';

/** n8n signs the addresses at which an execution waits for a person: whoever has one can answer. */
const SIGNED = /[?&]signature=[0-9a-f]{8}/i;

const HIDDEN = '[a link that only a person may open]';

/**
 * What a model gets, without the links by which questions can be answered: it could read the one that approves what it
 * wants in the chat of whoever is asked, or be made to tell it to a stranger.
 */
export function withoutAnswerLinks<T>(value: T): T {
	if (typeof value === 'string') {
		return value.replace(/\S+/g, (word) => (SIGNED.test(word) ? HIDDEN : word)) as T;
	}
	if (Array.isArray(value)) return value.map(withoutAnswerLinks) as T;
	if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, withoutAnswerLinks(each)]),
	) as T;
}
