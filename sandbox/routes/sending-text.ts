import type { Request } from 'express';
import { readBoolean } from '../booleans';
import { sessionNotFound } from '../codes';
import { bodyOf, textOf } from '../parameters';
import { recipientsOf, withoutDevice } from '../recipients';
import { deliver } from '../sending/delivery';
import { presenceOf } from '../sending/presence';
import { Refusal, refuseSending } from '../sending/refusal';
import { mentionsIn, rewritten } from '../sending/rewriting';
import { quotedIdOf } from '../sending/values';
import { sessionOfText } from '../session-choice';
import type { World } from '../world/world';

/** Text reads non-empty strings only: body, then query; the first filled name wins (3.1). */
function textParameter(req: Request, ...names: string[]): string | null {
	const body = bodyOf(req);
	const values = names.map((name) => textOf(body[name]) ?? textOf(req.query[name]));
	return values.find((value) => value !== null) ?? null;
}

/** `POST|GET /messages/send/text` (docs/warest/messages.md#3-1). */
export async function sendText(world: World, req: Request) {
	const open = sessionOfText(world, textParameter(req, 'sessionId'), textParameter(req, 'phone'));
	if (!open) throw new Refusal(sessionNotFound);
	const message = textParameter(req, 'message', 'text');
	if (message === null) return refuseSending(400, 1100, "Parameter 'message' is required");
	const to = textParameter(req, 'to', 'jid', 'target', 'number');
	if (to === null) return refuseSending(400, 1100, "Parameter 'to' is required");
	const jids = recipientsOf(to).map(withoutDevice);
	if (jids.length === 0) return refuseSending(400, 1100, "Invalid 'to' value");
	const quoted = textParameter(req, 'replyMessageId', 'quotedMessageId', 'replyId');
	const delivery = {
		open,
		jids,
		presence: presenceOf(bodyOf(req).presence ?? req.query.presence, 'composing'),
		quotedId: quotedIdOf({ quoted }, 'quoted'),
		isForwarded: readBoolean(textParameter(req, 'isForwarded', 'forwarded'), false),
	};
	const text = rewritten(message);
	const mentions = mentionsIn(text);
	return await deliver(world, delivery, () => ({
		content: { kind: 'text', text },
		status: 'text success',
		extras: { mentions },
		mentions,
	}));
}
