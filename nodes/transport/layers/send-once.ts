import type { ICredentialsDecrypted, IN8nHttpFullResponse } from 'n8n-workflow';
import { parseJson, whole, type Reply } from '../body';
import type { Server, WarestCredential } from '../credential';
import { MultipartBody, multipartType } from '../files/multipart';
import { withProgress } from '../files/progress';
import type { RequestContext } from '../request-context';
import type { RequestPolicy } from '../request-policy';
import { usualTimeout } from '../timeouts';
import type { Send } from './layer';

/** Makes one request over n8n's helper and reads its response to the end; gives whatever went wrong, and throws nothing. */
export const sendOnce =
	(
		context: RequestContext,
		{ url: server, credential }: Server,
		{ timeout: seconds, log }: RequestPolicy,
	): Send<Reply> =>
	async (call) => {
		const { method, path: url, query: qs, form } = call;
		const body = form
			? (new MultipartBody(withProgress(form, log)) as unknown as FormData)
			: call.body;
		const timeout = seconds === undefined ? usualTimeout(call) : seconds * 1000;
		const until = Date.now() + timeout;
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				'warestApi',
				{
					baseURL: `${server}/api/v1`,
					skipSslCertificateValidation: credential.ignoreSslIssues === true,
					method,
					url,
					qs,
					body,
					...(form && { headers: { 'content-type': multipartType() } }),
					json: true,
					encoding: 'stream',
					timeout,
					// A redirect would take the API key along, and a 401 would be sent again.
					disableFollowRedirect: true,
					ignoreHttpStatusErrors: true,
					returnFullResponse: true,
				},
				// Otherwise n8n would read that of the first item, for each request.
				{ credentialsDecrypted: decrypted(credential) },
			)) as IN8nHttpFullResponse;
			const reply = await whole(response, until);
			return 'error' in reply ? reply : { ...reply, body: parseJson(reply.body as Buffer) };
		} catch (error) {
			return { error };
		}
	};

/** A credential as n8n's helper takes one that is read already. */
const decrypted = (credential: WarestCredential): ICredentialsDecrypted => ({
	id: '',
	name: '',
	type: 'warestApi',
	data: { ...credential },
});
