import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { Api } from '../../transport/api';
import { catchUp } from '../catch-up/catch-up';
import { gapOf } from '../catch-up/cursor';
import { memoryOf } from '../state';
import { Registration, type Holder } from './registration';
import { rememberReplaced } from './replaced';
import { settingsOf } from '../settings/settings';

/** Why a registration had to be renewed, by who has its place. */
const REASONS: Partial<Record<Holder, string>> = {
	nobody: 'WARest had erased it, or it belonged to a trigger that is no longer active',
	outdated: 'it had been switched off, or its secret changed',
	stranger: 'another program had replaced it',
};

/** What could not be mended, by trigger, so that it is reported once and not every minute. */
const reported = new Map<string, string>();

/**
 * Looks whether WARest still has the registrations, and renews them: a failed delivery, a reconnect or another
 * program may have removed one (contract webhooks 6.2, 7). Gives the renewals if they are to start the workflow, and
 * catches up what was missed until then.
 * @throws once for each new trouble that it can't mend, so that n8n records it as a failed execution
 */
export async function watch(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	const { url } = memoryOf(context);
	const api = await Api.open(context);
	const settings = settingsOf(
		node,
		(name, fallback) => context.getNodeParameter(name, fallback),
		api.defaultCountryCode,
	);
	if (url === undefined) return null;
	if (settings.manualSecret !== null) {
		const { sessions, manualSecret: secret } = settings;
		await catchUp(context, api, settings, sessions, { url, secret });
		return null;
	}
	const registration = new Registration(api, node, url);
	const renewals: IDataObject[] = [];
	const troubles: Error[] = [];

	const check = async (sessionId: string): Promise<Holder> => {
		const place = await registration.look(sessionId);
		const { holder } = place;
		// Somebody listens for a test event: the place comes back by itself.
		if (holder === 'twin') return holder;
		if (holder === 'trigger' || (holder === 'stranger' && !settings.takeOver)) {
			throw registration.taken(sessionId, place);
		}
		if (holder === 'stranger') rememberReplaced(context, sessionId, place.slot);
		await registration.renew(sessionId, place, holder !== 'self');
		const reason = REASONS[holder];
		if (!reason) return holder;
		context.logger.warn(
			`WARest Trigger has set the webhook of session '${sessionId}' again: ${reason}`,
		);
		renewals.push({
			event: 'webhookRenewed',
			sessionId,
			reason,
			timestamp: new Date().toISOString(),
		});
		return holder;
	};
	const listening: string[] = [];
	for (const sessionId of settings.sessions) {
		let holder: Holder | null = null;
		try {
			holder = await check(sessionId);
		} catch (error) {
			// The server is busy with a run: nothing is lost, and the next check asks again.
			if (error instanceof NodeApiError && error.httpCode === '429') continue;
			troubles.push(error as Error);
		}
		if (holder !== 'self' && settings.catchUp !== null) gapOf(context, sessionId).open(Date.now());
		if (holder !== null && holder !== 'twin') listening.push(sessionId);
	}

	const key = `${context.getWorkflow().id ?? ''}/${node.id}`;
	const trouble = troubles.map(({ message }) => message).join(' ');
	const isNew = trouble !== '' && reported.get(key) !== trouble;
	reported.set(key, trouble);
	if (isNew) {
		context.logger.warn(`WARest Trigger gets no events: ${trouble}`);
		const [first] = troubles;
		const { description } = first as Error & { description?: string };
		throw new NodeOperationError(node, trouble, { description });
	}
	await catchUp(context, api, settings, listening, { url, secret: registration.secret });
	const reports = settings.reportRenewals ? context.helpers.returnJsonArray(renewals) : [];
	return reports.length > 0 ? [reports] : null;
}
