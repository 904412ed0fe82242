import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { questionBody } from '../../Warest/send-and-wait/protocol';
import { isObject } from '../../transport/answer';
import type { Api } from '../../transport/api';
import { signedAddress } from '../../webhook/address';
import { addressOf, liveOthers } from '../../webhook/register';
import { postSigned, type Address } from '../receiving/signed-post';
import { processState } from '../state';
import type { Session } from './loopback';

/** Each may wake several questions. */
const TIMEOUT_MS = 30_000;

/**
 * Which of the messages that were missed are answers to questions that wait with other triggers that share the webhook:
 * they start no workflow here. Whoever can't be asked has taken none.
 * @param messages bodies of deliveries
 * @returns the names of the messages, as `nameOf` in receiving/wanted.ts gives them
 */
export async function answersElsewhere(
	context: IPollFunctions,
	api: Api,
	session: Session,
	address: Address,
	messages: IDataObject[],
): Promise<string[]> {
	const members = processState(context).members.get(session.id) ?? [];
	const body = questionBody({ missed: messages }, session, Date.now());
	const told = await Promise.all(
		liveOthers(members, address.url).map(async (name): Promise<unknown> => {
			const other = signedAddress(api, addressOf(name, address.url));
			const answer = await postSigned(context, other, body, TIMEOUT_MS).catch((error: Error) =>
				context.logger.debug(`WARest Trigger: ${error.message}`),
			);
			return isObject(answer) ? answer.answers : [];
		}),
	);
	return told.flatMap((names) => (Array.isArray(names) ? names.map(String) : []));
}
