import type { Report } from '../host/report';
import type { AnswerTimes } from './answers';
import { measureAnswers } from './answers';
import type { Sharing } from './sharing';
import { measureSharing } from './sharing';
import type { Stage } from './stage';

/** Questions that wait for their answer, and many workflows on one number. */
export interface Conversations {
	answers: AnswerTimes[];
	sharing: Sharing;
}

export async function measureConversations(
	stage: Stage,
	node: string,
	rounds: number,
	report: Report,
): Promise<Conversations> {
	const answers = await measureAnswers(stage, rounds, report);
	return { answers, sharing: await measureSharing(stage, node, rounds, report) };
}
