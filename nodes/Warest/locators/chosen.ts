import { isResourceLocatorValue, type ILoadOptionsFunctions } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { userError } from '../../transport/failures/user-error';
import { isRefusal } from '../../whatsapp/refusal';
import { defaultSession } from '../fields/default-session';

const inParameter = (context: ILoadOptionsFunctions, name: string): string => {
	const parameter = context.getCurrentNodeParameter(name);
	const value = isResourceLocatorValue(parameter) ? parameter.value : parameter;
	return typeof value === 'string' ? value.trim() : '';
};

/** The session whose chats or contacts are listed; throws if none is chosen and none goes without saying. */
export async function sessionFor(context: ILoadOptionsFunctions, api: Api): Promise<string> {
	const named = inParameter(context, 'sessionId');
	if (named !== '') return named;
	const session = await defaultSession(api);
	if (!isRefusal(session)) return session;
	const { problem, expected } = session;
	// In place of the list, n8n shows only the first line.
	throw userError(context.getNode(), `'Session' ${problem}. ${expected}`, expected);
}

/** What is chosen in another parameter that a list depends on; throws if nothing is. */
export function chosen(context: ILoadOptionsFunctions, name: string, label: string): string {
	const value = inParameter(context, name);
	if (value !== '') return value;
	throw userError(context.getNode(), `Choose '${label}' first`, `The list depends on '${label}'.`);
}
