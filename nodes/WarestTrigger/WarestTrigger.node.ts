import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { warestApiTest } from '../transport/credential-test';
import { searchChats } from '../Warest/locators/chats';
import { searchSessions } from '../Warest/locators/sessions';
import { emit } from './output/emit';
import { isRegistered, register } from './registration/hooks';
import { unregister } from './registration/release';
import { outputsExpression } from './output/outputs';
import { parameters } from './settings/parameters';
import { checkRegistration } from './registration/check';
import { triggerPanel } from './settings/trigger-panel';
import { receive } from './receiving/receive';
import { versions } from '../versions';

export class WarestTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WARest Trigger',
		name: 'warestTrigger',
		icon: { light: 'file:../../icons/warest.svg', dark: 'file:../../icons/warest.dark.svg' },
		group: ['trigger'],
		...versions,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// n8n's node panel shows one entry for both nodes, described by the trigger's text: so both have the same.
		description: 'Send and receive WhatsApp messages, and manage chats, groups and accounts',
		defaults: { name: 'WARest Trigger' },
		inputs: [],
		outputs: outputsExpression as `={{${string}}}`,
		credentials: [{ name: 'warestApi', required: true, testedBy: 'warestApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'warest',
			},
		],
		triggerPanel,
		properties: parameters,
	};

	methods = {
		credentialTest: { warestApiTest },
		listSearch: { searchSessions, searchChats },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** n8n calls this as often as 'Check Every' says while the workflow is active. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await checkRegistration(this);
	}

	/**
	 * n8n would otherwise poll instead of passing on what a test webhook gave (WorkflowExecute.runNode: `execute`
	 * comes before `poll`).
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emit(this);
	}
}
