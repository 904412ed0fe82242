import { isResourceLocatorValue, type ILoadOptionsFunctions } from 'n8n-workflow';
import { userError } from '../../transport/failures/user-error';

/** What is chosen in another parameter that a list depends on; throws if nothing is. */
export function chosen(context: ILoadOptionsFunctions, name: string, label: string): string {
	const parameter = context.getCurrentNodeParameter(name);
	const value = isResourceLocatorValue(parameter) ? parameter.value : parameter;
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	throw userError(context.getNode(), `Choose '${label}' first`, `The list depends on '${label}'.`);
}
