import { phoneDigits } from '../../identity/phone';
import type { Field } from '../engine/field';
import { text } from '../engine/fields';

/** A phone number in any usual writing, as digits with the country code. */
export function phone(texts: { displayName: string; description?: string }): Field<string> {
	const { parameter, parse } = text({ placeholder: 'e.g. +62 812-0001-0000', ...texts });
	return {
		parameter,
		byModel: { describes: 'Phone number with country code' },
		parse: async (raw, at, earlier) => {
			const entered = await parse(raw, at, earlier);
			return typeof entered === 'string' ? phoneDigits(entered, at.defaultCountryCode) : entered;
		},
	};
}
