import { isResourceLocatorValue } from 'n8n-workflow';
import { asListed } from '../../identity/claim';

/** What stands in a parameter: the value of a resource locator, and of a person from a list, what the server claims. */
export function chosenValue(raw: unknown): unknown {
	if (!isResourceLocatorValue(raw)) return raw;
	return raw.mode === 'list' ? asListed(raw.value) : raw.value;
}
