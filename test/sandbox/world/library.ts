import type { Session, WhatsAppCall } from './types';
import { call } from './whatsapp';
import type { World } from './world';

interface Asked<Result> {
	method: WhatsAppCall['method'];
	args: unknown[];
	/** Whom the call is about, for failures and answers that mean only them. */
	jid: string | null;
	/** What the world's WhatsApp answers. */
	answer: () => Result;
}

/** One call of the library that answers something, unless a test told it to answer otherwise. */
export async function ask<Result>(
	world: World,
	session: Session,
	{ method, args, jid, answer }: Asked<Result>,
): Promise<Result> {
	await call(world, session, { method, args, jid });
	const told = world.answers.find(
		(candidate) => candidate.method === method && (candidate.jid ?? jid) === jid,
	);
	return told ? (told.answer as Result) : answer();
}
