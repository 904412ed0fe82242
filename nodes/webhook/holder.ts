import type { Api } from '../transport/api';
import { withoutLogin } from '../transport/base-url';
import {
	isEmpty,
	partsOf,
	releasedSecret,
	secretFor,
	triggerIn,
	withoutQuery,
	type WebhookConfig,
} from './address';
import { isTest, membersOf, registerIn } from './register';

/** Who has the webhook of a session, as far as its address and its secret tell. */
export interface Holder {
	who: 'nobody' | 'thisN8n' | 'otherN8n' | 'program';
	/** The same as a sentence without a full stop. */
	words: string;
	/** For people: without a login and a query; null where there is none. */
	address: string | null;
	/** Whether it is a WARest Trigger that this API key has registered. */
	isRegistered: boolean;
}

const nobody = (words: string, url = ''): Holder => ({
	who: 'nobody',
	words,
	address: url === '' ? null : withoutLogin(withoutQuery(url)),
	isRegistered: false,
});

/** "2 workflows of this n8n", with what listens for a test event apart. */
function workflows(url: string): string {
	const members = membersOf(registerIn(url));
	const tests = members.filter(isTest).length;
	const live = members.length - tests;
	const published = live > 0 ? [`${live} ${live === 1 ? 'workflow' : 'workflows'}`] : [];
	const listening = tests > 0 ? ['a workflow that listens for a test event'] : [];
	return [...published, ...listening].join(' and ') || '1 workflow';
}

/**
 * Who has a webhook.
 * @param n8n where this n8n takes webhooks, up to the part that says whether they are for production or for tests
 */
export function holderOf(config: WebhookConfig, n8n: string, api: Api): Holder {
	const { url, secret } = config;
	if (url === '') return nobody('Nobody has it: no workflow of n8n starts with its events');
	if (isEmpty(config)) return nobody('It is switched off: its secret is too short', url);
	const address = withoutLogin(withoutQuery(url));
	const parts = partsOf(url);
	if (!parts)
		return { who: 'program', words: 'Another program has it', address, isRegistered: false };
	const trigger = triggerIn(url);
	if (secret === releasedSecret(api, trigger)) {
		return nobody('Nobody has it: the workflow that had it is no longer published', url);
	}
	const isRegistered = secret === secretFor(api, trigger);
	if (parts.n8n !== n8n) {
		return {
			who: 'otherN8n',
			words: 'A WARest Trigger of another n8n has it',
			address,
			isRegistered,
		};
	}
	const words = isRegistered
		? `A WARest Trigger of this n8n has it: ${workflows(url)}`
		: 'A WARest Trigger of this n8n has it, with another account or set up by hand';
	return { who: 'thisN8n', words, address, isRegistered };
}
