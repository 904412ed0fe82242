import type { Report } from '../host/report';
import type { AnswerTimes } from './answers';
import { measureAnswers } from './answers';
import type { Sharing } from './sharing';
import { measureSharing } from './sharing';
import type { Stage } from './stage';

/**
 * n8n as it comes, which starts an expression engine for each request to a webhook (but its own Webhook node's) and each
 * execution, and n8n that starts one only where there is an expression (n8n 2.41, `ExpressionEvaluator.acquire`).
 */
export const ENGINES = {
	always: {},
	ifNeeded: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
} as const;

export type Engine = keyof typeof ENGINES;

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
