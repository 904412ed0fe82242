import {
	WAIT_INDEFINITELY,
	type IDataObject,
	type IExecuteFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

/** What n8n stores of a node with an execution, while that waits, too. */
const KEY = 'warestWaiting';

/** n8n's variant of the node that stands before the tools of an AI agent. */
const REVIEW_STEP = 'HitlTool';

const POST_TIMEOUT_MS = 10_000;

/** The execution of a node that can wait for somebody. */
export class Waiting {
	constructor(private readonly context: IExecuteFunctions) {}

	/** Whether the node is the review step before tools of an AI agent. */
	get isReview(): boolean {
		return this.context.getNode().type.endsWith(REVIEW_STEP);
	}

	/** Whether somebody runs it in the editor. */
	get isByHand(): boolean {
		return this.context.getMode() === 'manual';
	}

	/** The names of the tools behind a review step, as the workflow has them: what a model says is no proof. */
	get tools(): string[] {
		const { name } = this.context.getNode();
		const options = { connectionType: 'ai_tool', depth: 1 } as const;
		return this.context.getParentNodes(name, options).map((node) => node.name);
	}

	/** The input item. */
	get input(): IDataObject {
		return this.context.getInputData()[0].json;
	}

	/** A parameter as it was entered, with its expressions. */
	asEntered(name: string): string {
		return String(this.context.getNodeParameter(name, 0, '', { rawExpressions: true }));
	}

	/** The signed address at which this node can be woken. */
	url(query: Record<string, string>): string {
		return this.context.getSignedResumeUrl(query);
	}

	/** Tells something to another webhook of n8n; throws if that can't be reached or says no. */
	async post(url: string, headers: Record<string, string>, body: string): Promise<unknown> {
		return (await this.context.helpers.httpRequest({
			method: 'POST',
			url,
			headers,
			body,
			timeout: POST_TIMEOUT_MS,
			disableFollowRedirect: true,
		})) as unknown;
	}

	/** Keeps a text with the execution, for {@link noteOf}. */
	note(text: string): void {
		this.context.getContext('node')[KEY] = text;
	}

	/**
	 * Has the execution wait once the node has ended. When the time is over, n8n passes on what it has as the node's input,
	 * whatever the node would say to it: `instead` comes out of the second output then; out of the only one of a review
	 * step. So nothing of the input, which a model may have written, can be taken for an answer.
	 */
	async until(end: number | null, instead: IDataObject): Promise<void> {
		const items = [{ json: instead, pairedItem: { item: 0 } }];
		this.context.getExecuteData().data = { main: this.isReview ? [items] : [[], items] };
		this.context.setMetadata({ forwardAllOutputs: true });
		await this.context.putExecutionToWait(end === null ? WAIT_INDEFINITELY : new Date(end));
	}
}

/** What {@link Waiting.note} kept with the execution that is woken; null if nothing. */
export function noteOf(context: IWebhookFunctions): string | null {
	const name = JSON.stringify(context.getNode().name)
		.replaceAll('{', '\\u007b')
		.replaceAll('}', '\\u007d');
	const note = context.evaluateExpression(`{{ $node[${name}].context["${KEY}"] }}`, 0);
	return typeof note === 'string' ? note : null;
}
