import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { path } from '../../../transport/path';
import { choice, options, text } from '../../engine/fields';
import { operation } from '../../engine/operation';
import { useTool } from './tool';
import { looksLikeUlid, overflows, youngerVersion } from './uuid';

type Kind = 'ulid' | 'uuid';

/** What the server says, corrected where it knows less than the standard (docs/warest/misc.md#11). */
function verdict(value: string, kind: Kind, { isValid, version }: IDataObject): IDataObject {
	const younger = kind === 'uuid' && !isValid ? youngerVersion(value) : null;
	if (younger !== null) return { value, isValid: true, type: kind, version: younger };
	const valid = isValid === true && !(kind === 'ulid' && overflows(value));
	return { value, isValid: valid, type: kind, version: valid ? version : null };
}

export const uuidValidate = operation({
	name: 'Validate UUID/ULID',
	action: 'Validate UUID or ULID',
	effect: 'read',
	risk: 'reads',
	description: 'Check whether a text is a UUID or ULID, and which version',
	fields: {
		value: text({
			displayName: 'Value',
			placeholder: 'e.g. 9073926b-929f-31c2-abc9-fad77ae3e8eb',
			description: 'The identifier to check. One with 26 letters and digits is taken for a ULID.',
		}),
		options: options({
			type: choice<Kind>({
				displayName: 'Type',
				default: 'uuid',
				description: 'What it has to be; what it looks like, if not set',
				options: [
					{ name: 'ULID', value: 'ulid' },
					{ name: 'UUID', value: 'uuid' },
				],
			}),
		}),
	},
	run: async ({ value: entered, options: { type } }, item) => {
		const value = entered.trim();
		const kind = type ?? (looksLikeUlid(value) ? 'ulid' : 'uuid');
		const { data } = await useTool(path`/misc/uuid/validate`, { value, type: kind }, item);
		return [{ json: verdict(value, kind, objectsIn(data)[0] ?? {}) }];
	},
});
