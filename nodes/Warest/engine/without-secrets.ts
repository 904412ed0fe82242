import { isObject } from '../../transport/answer';
import { withoutLogin } from '../../transport/base-url';
import { SHORTEST_SECRET } from '../../transport/server-facts';

/** By the name that the server gives a value: what an output has in its place. */
const IN_PLACE: Record<string, (value: unknown) => Record<string, unknown>> = {
	// Whoever knows it can forge events of the trigger.
	webhookSecret: (secret) => ({
		webhookSecretIsSet: typeof secret === 'string' && secret.length >= SHORTEST_SECRET,
	}),
	webhookUrl: (url) => ({ webhookUrl: typeof url === 'string' ? withoutLogin(url) : url }),
	apiKey: () => ({}),
};

/** The JSON of an output without what must not leave the node, however deep it is. */
export function withoutSecrets<T>(value: T): T {
	if (Array.isArray(value)) return value.map(withoutSecrets) as T;
	if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, entry]) =>
			Object.entries(
				Object.hasOwn(IN_PLACE, name) ? IN_PLACE[name](entry) : { [name]: withoutSecrets(entry) },
			),
		),
	) as T;
}
