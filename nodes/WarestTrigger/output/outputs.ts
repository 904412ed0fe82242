import { NodeConnectionTypes } from 'n8n-workflow';
import { EVENTS, type EventName } from '../events/kinds';

/** What the outputs depend on. */
export interface OutputSettings {
	outputForEach: boolean;
	events: ReadonlySet<EventName>;
	reportRenewals: boolean;
}

interface Output {
	type: typeof NodeConnectionTypes.Main;
	displayName?: string;
	event?: string;
}

const NAMES: Record<string, string> = { ...EVENTS, webhookRenewed: 'Webhook Renewed' };

/** The outputs of the node, in the order of the list of events. */
export function outputsOf({ outputForEach, events, reportRenewals }: OutputSettings): Output[] {
	const type = NodeConnectionTypes.Main;
	if (!outputForEach) return [{ type }];
	const chosen = Object.keys(NAMES).filter((event) =>
		event === 'webhookRenewed' ? reportRenewals : events.has(event as EventName),
	);
	return chosen.map((event) => ({ type, displayName: NAMES[event], event }));
}

/** The same for the editor, which can run only code in the description itself. */
export const outputsExpression = `={{ ((parameter) => {
	const names = ${JSON.stringify(NAMES)};
	const { events = [], options = {} } = parameter;
	if (!options.outputForEach) return [{ type: 'main' }];
	return Object.keys(names)
		.filter((event) => event === 'webhookRenewed' ? options.reportRenewals === true : events.includes('all') || events.includes(event))
		.map((event) => ({ type: 'main', displayName: names[event] }));
})($parameter) }}`;
