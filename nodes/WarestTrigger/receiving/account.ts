import type { IWebhookFunctions } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { secretFor } from '../registration/address';

/** What deliveries to one trigger are checked and told with, of its credential. */
export interface Account {
	secret: string;
	/** The server's address, without a login. */
	url: string;
	/** Digits, or '' when the credential has none. */
	defaultCountryCode: string;
}

interface Loaded {
	at: number;
	account: Promise<Account>;
}

/**
 * Loading a credential costs n8n as much as running a small workflow: it starts an expression engine of its own
 * for it. So it isn't done for each delivery of a burst.
 */
const GOOD_FOR_MS = 10_000;
/** A delivery that doesn't fit may be signed with a key that was changed just now; forgeries don't fit either. */
const DOUBTED_AFTER_MS = 500;

const loaded = new Map<string, Loaded>();

async function load(context: IWebhookFunctions, trigger: string): Promise<Account> {
	const api = await Api.open(context);
	const { address: url, defaultCountryCode } = api;
	return { secret: secretFor(api, trigger), url, defaultCountryCode };
}

/**
 * The account of a trigger, at most 10 seconds old; half a second if it is in doubt.
 * @throws NodeOperationError as {@link Api.open} does
 */
export async function accountOf(
	context: IWebhookFunctions,
	trigger: string,
	{ inDoubt }: { inDoubt: boolean },
): Promise<Account> {
	const credential = context.getNode().credentials?.warestApi?.id ?? '';
	const key = `${credential} ${trigger}`;
	const now = Date.now();
	const known = loaded.get(key);
	const goodFor = inDoubt ? DOUBTED_AFTER_MS : GOOD_FOR_MS;
	if (known && now - known.at < goodFor) return await known.account;
	const account = load(context, trigger);
	loaded.set(key, { at: now, account });
	// The next delivery asks again.
	account.catch(() => loaded.delete(key));
	return await account;
}
