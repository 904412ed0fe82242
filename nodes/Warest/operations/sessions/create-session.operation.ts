import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../transport/api';
import type { Answer } from '../../../transport/answer';
import { changeByGet } from '../../../transport/call';
import { path } from '../../../transport/path';
import { newSession } from '../../fields/session';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { twinOf } from './same-credentials';
import { ALREADY_OPEN, HOW_TO_SCAN, qrPicture } from './scanning';
import { keepingWebhook } from './webhook';

/** "It is open" and "scan the QR" have codes of their own; anything else only the list tells. */
async function statusAfter(api: Api, sessionId: string, { code }: Answer): Promise<unknown> {
	if (code === ALREADY_OPEN) return 'open';
	if (code === 1107) return 'connecting';
	return (await api.sessions()).find(({ id }) => id === sessionId)?.status ?? 'starting';
}

/** A session whose ID differs from another one's only in case or punctuation would take over its login. */
export async function refuseTwin({ sessionId }: { sessionId: string }, item: Item): Promise<void> {
	const twin = await twinOf(item.api, sessionId);
	if (twin === null) return;
	throw item.failure(
		`Session '${sessionId}' would share its WhatsApp login with session '${twin}'`,
		'The server keeps both under the same name. Choose an ID that differs in letters or digits.',
	);
}

/** See docs/warest/sessions.md#s1. */
export const createSession = operation({
	name: 'Create Session',
	action: 'Connect a WhatsApp number (QR code)',
	effect: 'change',
	risk: 'destroysOrExposes',
	description:
		'Start a session and get the QR code to scan, as text and as a picture in the binary field "qr". A code lives about 20 seconds.',
	fields: { sessionId: newSession() },
	run: async ({ sessionId }, item) => {
		await refuseTwin({ sessionId }, item);
		const answer = await keepingWebhook(
			item.api,
			sessionId,
			async () => await item.api.send(changeByGet(path`/session/create`, { sessionId })),
		);
		const [result = {}] = answer.results;
		const json: IDataObject = {
			createdAt: '',
			qr: null,
			qrString: null,
			...result,
			status: await statusAfter(item.api, sessionId, answer),
			message: answer.message,
		} as IDataObject;
		const picture = await qrPicture(answer, sessionId, item);
		if (picture.binary) item.hint(HOW_TO_SCAN);
		return [{ json, ...picture }];
	},
});
