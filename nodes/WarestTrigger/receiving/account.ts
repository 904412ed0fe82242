import type { IWebhookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { ownUrl, relaySecretFor, secretFor, triggerIn } from '../../webhook/address';
import type { ProcessState } from '../state';

/** What deliveries to one trigger are checked and told with, of its credential. */
export interface Account {
	secret: string;
	/** What deliveries to the trigger that is named are signed with. */
	secretOf: (trigger: string) => string;
	/** What another trigger signs with that passes a delivery on to the one that is named, and says `told` beside it. */
	relaySecretOf: (trigger: string, told: string) => string;
	/** The server's address. */
	url: string;
	/** Digits, or '' when the credential has none. */
	defaultCountryCode: string;
}

export interface LoadedAccount {
	at: number;
	/** ID of the credential. */
	credential: string;
	account: Promise<Account>;
}

/**
 * Loading a credential costs n8n as much as running a small workflow: it starts an expression engine of its own
 * for it. So it isn't done for each delivery of a burst.
 */
const GOOD_FOR_MS = 10_000;
/** A delivery that doesn't fit may be signed with a key that was changed just now; forgeries don't fit either. */
const DOUBTED_AFTER_MS = 500;

async function load(context: IWebhookFunctions): Promise<Account> {
	const api = await Api.open(context);
	const { address: url, defaultCountryCode } = api;
	const trigger = triggerIn(ownUrl(context));
	const secretOf = (name: string) => secretFor(api, name);
	const relaySecretOf = (name: string, told: string) => relaySecretFor(api, name, told);
	return { secret: secretOf(trigger), secretOf, relaySecretOf, url, defaultCountryCode };
}

/**
 * The account of a trigger, at most 10 seconds old; half a second if it is in doubt.
 * @throws NodeOperationError as {@link Api.open} does
 */
export async function accountOf(
	context: IWebhookFunctions,
	state: ProcessState,
	{ inDoubt }: { inDoubt: boolean },
): Promise<Account> {
	const credential = context.getNode().credentials?.warestApi?.id ?? '';
	const now = Date.now();
	const known = state.account;
	const goodFor = inDoubt ? DOUBTED_AFTER_MS : GOOD_FOR_MS;
	if (known && known.credential === credential && now - known.at < goodFor) {
		return await known.account;
	}
	const loaded = { at: now, credential, account: load(context) };
	state.account = loaded;
	loaded.account.catch(() => {
		// The next delivery asks again.
		if (state.account === loaded) state.account = null;
	});
	return await loaded.account;
}
