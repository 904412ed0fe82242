import type { Session, WhatsAppCall } from './types';
import { call } from './whatsapp';
import type { World } from './world';

/** The calls of the WhatsApp library that answer something, of one session. */
export abstract class Library<Method extends WhatsAppCall['method']> {
	constructor(
		protected readonly world: World,
		protected readonly session: Session,
	) {}

	/**
	 * One call. It answers `answer`, unless a test told it to answer otherwise.
	 * @param jid whom the call is about, for failures and answers that mean only them
	 */
	protected async ask<Result>(
		method: Method,
		jid: string | null,
		args: unknown[],
		answer: () => Result,
	): Promise<Result> {
		const { world, session } = this;
		await call(world, session, { method, args, jid });
		const told = world.answers.find(
			(candidate) => candidate.method === method && (candidate.jid ?? jid) === jid,
		);
		const result = told ? (told.answer as Result) : answer();
		world.changed(session.id);
		return result;
	}
}
