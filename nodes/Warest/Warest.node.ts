import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { warestApiTest } from '../transport/credential-test';
import { searchChats } from './locators/chats';
import { searchGroups } from './locators/groups';
import { searchMessages } from './locators/messages';
import { searchParticipants } from './locators/participants';
import { searchRecipients } from './locators/recipients';
import { searchSessions } from './locators/sessions';
import { builderHint } from './engine/for-models';
import { menu } from './engine/menu';
import { run } from './engine/runner';
import { resources } from './operations';
import { outputsExpression } from './send-and-wait/outputs';
import { subtitleExpression } from './subtitle';
import { receiveAnswer, webhooks } from './send-and-wait/webhook';
import { versions } from '../versions';

const properties = menu(resources);

export class Warest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WARest',
		name: 'warest',
		icon: { light: 'file:../../icons/warest.svg', dark: 'file:../../icons/warest.dark.svg' },
		group: ['output'],
		...versions,
		subtitle: subtitleExpression,
		description: 'Send and receive WhatsApp messages, and manage chats, groups and accounts',
		defaults: { name: 'WARest' },
		usableAsTool: true,
		builderHint: builderHint(properties),
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression as `={{${string}}}`,
		credentials: [{ name: 'warestApi', required: true, testedBy: 'warestApiTest' }],
		webhooks,
		properties,
	};

	methods = {
		credentialTest: { warestApiTest },
		listSearch: {
			searchSessions,
			searchChats,
			searchGroups,
			searchParticipants,
			searchMessages,
			searchRecipients,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
	/** Only for what waits for a response. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this);
	}
}
