import type { IWebhookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { ownUrl } from '../../webhook/address';
import { othersIn, Registration } from '../registration/registration';
import type { ProcessState } from '../state';

/** What is known of the secrets with which WARest signs the events of a session although they aren't the trigger's own. */
export interface FormerSecret {
	askedAt: number;
	/** Null if the place of the session isn't the trigger's. */
	asked: Promise<string | null>;
	/** The last with which a delivery was verified: WARest repeats deliveries with it. */
	proven?: { secret: string; until: number };
}

/** Forgeries don't make the trigger ask more often; a burst after a change of the key is one question. */
const ASK_AGAIN_MS = 5000;
/** The server gives a delivery up after at most 46 s (docs/warest/webhooks.md#6-1). */
const REPEATED_MS = 120_000;

async function ask(context: IWebhookFunctions, sessionId: string): Promise<string | null> {
	const url = ownUrl(context);
	const registration = new Registration(await Api.open(context), context.getNode(), url);
	const { owner, config } = await registration.look(sessionId);
	return owner === 'outdated' ? config.secret : null;
}

/**
 * What `verify` makes of the secret that WARest has for this trigger's address, where the API key was changed and with
 * it the trigger's own secret; null if WARest has none that verifies, can't be asked, or was asked just now.
 */
export async function withFormerSecret<T>(
	context: IWebhookFunctions,
	state: ProcessState,
	sessionId: string,
	verify: (secret: string) => Promise<T | null>,
): Promise<T | null> {
	const now = Date.now();
	let known = state.formerSecrets.get(sessionId);
	const { proven } = known ?? {};
	const repeated = proven && now < proven.until ? await verify(proven.secret) : null;
	if (repeated !== null) return repeated;
	if (!known || now - known.askedAt >= ASK_AGAIN_MS) {
		const asked = ask(context, sessionId).catch((error: Error) => {
			context.logger.debug(`WARest Trigger could not ask WARest for its secret. ${error.message}`);
			return null;
		});
		known = { askedAt: now, asked, proven };
		state.formerSecrets.set(sessionId, known);
	}
	const secret = await known.asked;
	const verified = secret === null ? null : await verify(secret);
	if (secret !== null && verified !== null) known.proven = { secret, until: now + REPEATED_MS };
	return verified;
}

/** Registers the trigger with its own secret, while the events that are under way still have the former one. */
export async function replaceFormerSecret(
	context: IWebhookFunctions,
	state: ProcessState,
	sessionId: string,
): Promise<void> {
	const url = ownUrl(context);
	const registration = new Registration(await Api.open(context), context.getNode(), url);
	await state.oneByOne(async () => {
		const place = await registration.look(sessionId);
		if (place.owner !== 'outdated' || state.hasEnded) return;
		await registration.renew(place, othersIn(place, { state, url }));
	});
}
