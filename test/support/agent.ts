import type { IDataObject } from 'n8n-workflow';
import type { Current } from './sandbox';
import { byId, runWarest, type Conditions } from './warest';

/** In the recorded world: two people with a chat, and a group. */
export const ALICE = '6281200010000@s.whatsapp.net';
export const BOB = '6281200010003@s.whatsapp.net';
export const GROUP = '120363000000000000@g.us';

/** An operation. */
export type Path = [resource: string, operation: string];

/** A model that has the node as its tool in session `demo`, and what came of its calls. */
export function agentIn(current: Current) {
	/** Calls an operation; `told` is all that the model gets, `error` what it is told of one. */
	const call = async (path: Path, parameters: IDataObject = {}, conditions: Conditions = {}) => {
		const { toModel } = await runWarest(
			current.account,
			path,
			{ sessionId: byId('demo'), ...parameters },
			{ items: [{ json: {}, binary: current.binary }], asTool: true, ...conditions },
		);
		const [{ error }] = toModel;
		return { toModel, told: JSON.stringify(toModel), error: error as string | undefined };
	};
	return {
		call,
		sendText: async (more: IDataObject = {}, conditions?: Conditions) =>
			await call(
				['messages', 'sendText'],
				{ to: byId(ALICE), message: 'Your order is ready', ...more },
				conditions,
			),
		/** The paths of the requests that change something. */
		changes: () =>
			current.sandbox.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path),
		/** Whom messages reached. */
		sent: () => current.sandbox.control.sent.map(({ jid }) => jid),
		/** The server does what it is asked, and the connection breaks before it says so. */
		cutAfter: (path = '/api/v1/messages/send') =>
			current.sandbox.control.fault({ path, action: { kind: 'cut-after' } }),
	};
}
