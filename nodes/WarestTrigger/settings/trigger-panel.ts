import type { TriggerPanelDefinition } from 'n8n-workflow';

/** What stands beside the open node as long as there is no event, in place of n8n's "create an event in WARest". */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Listen, then write a WhatsApp message to this number',
	executionsHelp: {
		inactive:
			'<b>While you build the workflow</b>, click <b>Execute step</b>, then write a WhatsApp message to the number of the session from another phone. It shows up here.<br /><br /><b>When the workflow is ready</b>, publish it. Then every event starts it, and you find its runs in the <a data-key="executions">executions list</a>.',
		active:
			'<b>While you build the workflow</b>, click <b>Execute step</b>, then write a WhatsApp message to the number of the session from another phone. It shows up here, and the published workflow gets it too.<br /><br /><b>The published workflow</b> starts with every event; you find its runs in the <a data-key="executions">executions list</a>.',
	},
	activationHint: {
		inactive: 'When the workflow is ready, publish it. Then every event on WhatsApp starts it.',
		active: 'The published workflow starts with every event, too; see the executions list.',
	},
};
