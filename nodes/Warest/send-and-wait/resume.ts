import type { WaitingQuestion } from './protocol';

/** The query of a resume address: the ID keeps an older question of the same node from being answered in its place. */
export const resumeQuery = (id: string): Record<string, string> => ({ q: id });

/**
 * The address at which a question waits.
 * @param base n8n's address for waiting executions, e.g. https://n8n.example/webhook-waiting
 */
export function resumeUrl(base: string, question: WaitingQuestion): string {
	const { id, execution, node, signature } = question;
	const query = new URLSearchParams({ ...resumeQuery(id), signature });
	return `${base}/${execution}/${encodeURIComponent(node)}?${query.toString()}`;
}

/** What tells the address at which a question waits from all others of the same n8n. */
export type ResumeParts = Pick<WaitingQuestion, 'id' | 'execution' | 'node' | 'signature'>;

/** The parts of the address that n8n's `getSignedResumeUrl(resumeQuery(id))` gives; see {@link resumeUrl}. */
export function resumeParts(url: string): ResumeParts & { base: string } {
	const { origin, pathname, searchParams } = new URL(url);
	const [execution = '', node = ''] = pathname.split('/').slice(-2);
	return {
		base: `${origin}${pathname.split('/').slice(0, -2).join('/')}`,
		execution,
		node: decodeURIComponent(node),
		id: searchParams.get('q') ?? '',
		signature: searchParams.get('signature') ?? '',
	};
}
