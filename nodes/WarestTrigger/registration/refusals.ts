import type { IDataObject, INode, NodeOperationError } from 'n8n-workflow';
import { objectsIn } from '../../transport/answer';
import { withoutLogin } from '../../transport/base-url';
import { userError } from '../../transport/failures/user-error';
import { relationOf, triggerIn, withoutQuery } from '../../webhook/address';
import type { Place } from './registration';
import type { WebhookOwner } from './slot';

/** What the webhook answers to a test request of the server that it can't verify, so that setting up can say why. */
export const PREFLIGHT_STATUS = { unverified: 422, clocks: 412 } as const;

const OWNERS: Partial<Record<WebhookOwner, string>> = {
	sibling:
		'a workflow of this n8n that this one cannot share it with: it uses another WARest account, or 20 workflows share it already',
	'other n8n': 'a WARest Trigger of another n8n',
};

/** The error for a place that something else has. */
export function taken(node: INode, url: string, { sessionId, config, owner }: Place) {
	const isCopy = triggerIn(config.url) === triggerIn(url);
	const who = OWNERS[owner] ?? 'another program';
	return userError(
		node,
		`The webhook of session '${sessionId}' belongs to ${withoutLogin(withoutQuery(config.url))} (${
			isCopy && relationOf(config.url, url) === 'other n8n'
				? 'a copy of this workflow in another n8n'
				: who
		}). To replace it, turn on 'Replace Other Webhook' in the options of this node.`,
		'WARest has only one webhook for each session. With it, the current webhook gets no events while this workflow is published, and is restored afterwards.',
	);
}

/** The error for a registration that isn't there when it is read back. */
export const changedMeanwhile = (node: INode, sessionId: string): NodeOperationError =>
	userError(
		node,
		`WARest did not keep the webhook of session '${sessionId}'`,
		'Something else changed it at the same moment, or the last deliveries to an old address failed. Publish the workflow again.',
	);

/** The error for a test request of the server that didn't arrive, or wasn't taken. */
export function unreachable(node: INode, url: string, results: IDataObject[]): NodeOperationError {
	const [attempt = results[0] ?? {}] = objectsIn(results[0]?.results);
	const { status, error } = attempt;
	if (status === PREFLIGHT_STATUS.clocks) {
		return userError(
			node,
			'The clocks of WARest and n8n differ by more minutes than the trigger accepts',
			"Every event of WARest would be refused. Set both clocks (NTP), or raise 'Refuse Events Older Than (Minutes)' in the options of this node.",
		);
	}
	if (status === PREFLIGHT_STATUS.unverified) {
		return userError(
			node,
			`The trigger at ${url} could not verify the signature of WARest`,
			'Another n8n or another workflow may answer at this address, or a proxy between WARest and n8n changes the requests.',
		);
	}
	const reason = error ? `WARest said: ${String(error)}. ` : '';
	const said = status ? `It was answered with status ${String(status)}. ` : reason;
	// n8n would replace a message that has a code like ECONNREFUSED in it.
	return userError(
		node,
		`WARest cannot reach n8n at ${url}`,
		`${said}The address must be one that the WARest server can reach, without a redirect; it comes from n8n's setting WEBHOOK_URL. Inside Docker, localhost is the container of WARest itself: use the name of the n8n container, or host.docker.internal.`,
	);
}
