import type { WaitingQuestion } from '../../Warest/send-and-wait/protocol';
import { isGroup } from '../events/people';
import type { Delivery } from '../receiving/delivery';
import { saidIn } from './said-in';

/** So many questions of one chat are asked whether an answer that points at none of them is theirs. */
const MOST = 20;

/** Which of the questions that wait in its chat an event may answer; those that it quotes, taps or reacts to decide. */
export function meantBy(delivery: Delivery, open: WaitingQuestion[]): WaitingQuestion[] {
	const said = saidIn(delivery);
	if (said === null) return [];
	const { choiceId, quotedMessageId, reactedTo } = said;
	const isMeant = ({ id, messageId }: WaitingQuestion) =>
		choiceId?.startsWith(`${id}/`) === true ||
		(messageId !== null && [quotedMessageId, reactedTo].includes(messageId));
	const meant = open.filter(isMeant);
	if (meant.length > 0) return meant;
	const isPointing = [choiceId, quotedMessageId, reactedTo].some((each) => each !== null);
	// In a group people talk: then the questions needn't be asked. What was asked again has no ID that could be known.
	const newest = open.slice(-MOST);
	return isPointing ? newest : newest.filter(({ chat }) => !isGroup(chat));
}
