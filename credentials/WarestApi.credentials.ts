import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class WarestApi implements ICredentialType {
	name = 'warestApi';

	displayName = 'WARest API';

	icon: Icon = { light: 'file:../icons/warest.svg', dark: 'file:../icons/warest.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-warest/n8n-nodes-warest/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:7308',
			description: 'Address of your WARest server, without /api/v1',
			required: true,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 62',
			description:
				'Country of phone numbers written without a country code. If left empty, such numbers are refused, because their country is unknown.',
		},
		{
			displayName: 'Default Session',
			name: 'defaultSession',
			type: 'string',
			default: '',
			placeholder: 'e.g. shop',
			description:
				"The WhatsApp account of nodes whose 'Session' is left empty. Without it, they use the only session that is connected, and stop if there are several.",
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: "Whether to connect even if the server's certificate can't be verified",
		},
	];

	/** A function: n8n would work out an expression here anew for each request. */
	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: { ...request.headers, 'X-WAREST-API-KEY': String(apiKey ?? '').trim() },
	});
}
