import type { IDataObject } from 'n8n-workflow';
import { path } from '../../../transport/path';
import type { Refusal } from '../../../whatsapp/refusal';
import { choice, number, options, optionalText, shownWhen } from '../../engine/fields';
import type { Field } from '../../engine/field';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';
import { useTool } from './tool';
import { UUID } from './uuid';

type Kind = 'ulid' | 'uuid';
type Version = 'nil' | 'v1' | 'v3' | 'v4' | 'v5';

/** The names that RFC 9562 gives to the usual namespaces; the server knows only the UUIDs. */
const NAMESPACES: Record<string, string> = {
	dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
	url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
	oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
	x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};
const NAMESPACE: Refusal = {
	problem: 'is not a UUID',
	expected: 'Write a UUID, or one of: dns, url, oid, x500.',
};
const FORMAT: Refusal = {
	problem: 'does not have 1 to 26 places',
	expected:
		'Each x is a place for one of the 26 characters of the ULID, e.g. xxxxxxxxxx-xxxxxxxxxxxxxxxx.',
};
const BLANKS: Refusal = {
	problem: 'begins or ends with a space',
	expected: 'WARest would leave it out, which gives another UUID. Remove it.',
};

/** A field for UUIDs only; with `show`, only while other options have these values. */
const ofUuid = <T>({ parameter, parse }: Field<T>, show?: Record<string, string[]>): Field<T> => ({
	parameter: { ...parameter, displayOptions: { ...(show && { show }), hide: { type: ['ulid'] } } },
	parse,
});
const NAMED = { version: ['v3', 'v5'] };

const placesIn = (format: string) => (format.match(/x/gi) ?? []).length;

/** See docs/warest/misc.md#10: the server silently makes v4 of any other version, and 100 of any larger count. */
export const uuidGenerate = operation({
	name: 'Generate UUID/ULID',
	action: 'Generate UUID or ULID',
	effect: 'read',
	risk: 'reads',
	description: 'Generate unique identifiers, one item each',
	fields: {
		options: options({
			count: number({
				displayName: 'Count',
				default: 1,
				min: 1,
				max: 100,
				description: 'How many to make, 100 at most. One if not set.',
			}),
			format: shownWhen(
				{ type: ['ulid'] },
				optionalText(
					{
						displayName: 'Format',
						placeholder: 'e.g. xxxxxxxxxx-xxxxxxxxxxxxxxxx',
						description:
							'Each x becomes a character of the ULID, all else stays. With fewer than 26 it may not be unique.',
					},
					(entered) =>
						placesIn(entered) >= 1 && placesIn(entered) <= 26 ? entered.trim() : FORMAT,
				),
			),
			name: ofUuid(
				optionalText(
					{
						displayName: 'Name',
						placeholder: 'e.g. example.com',
						description: 'What the UUID stands for: the same name always gives the same UUID',
					},
					(entered) => (entered === entered.trim() ? entered : BLANKS),
				),
				NAMED,
			),
			namespace: ofUuid(
				optionalText(
					{
						displayName: 'Namespace',
						placeholder: 'e.g. dns',
						description: 'What the name belongs to: a UUID, or dns, url, oid or x500',
					},
					(entered) => {
						const name = entered.trim().toLowerCase();
						if (Object.hasOwn(NAMESPACES, name)) return NAMESPACES[name];
						return UUID.test(name) ? name : NAMESPACE;
					},
				),
				NAMED,
			),
			type: choice<Kind>({
				displayName: 'Type',
				default: 'uuid',
				description: 'UUID if not set',
				options: [
					{ name: 'ULID', value: 'ulid' },
					{ name: 'UUID', value: 'uuid' },
				],
			}),
			version: ofUuid(
				choice<Version>({
					displayName: 'Version',
					default: 'v4',
					description: 'Version of the UUID. Version 4 (random) if not set.',
					options: [
						{ name: 'Nil (All Zeros)', value: 'nil' },
						{ name: 'V1 (Time)', value: 'v1' },
						{ name: 'V3 (Name, MD5)', value: 'v3' },
						{ name: 'V4 (Random)', value: 'v4' },
						{ name: 'V5 (Name, SHA-1)', value: 'v5' },
					],
				}),
			),
		}),
	},
	run: async ({ options: entered }, item) => {
		const { type = 'uuid', version = 'v4', namespace, name } = entered;
		const named = type === 'uuid' && (version === 'v3' || version === 'v5');
		if (named && (namespace === undefined || name === undefined)) {
			throw item.failure(
				`A UUID of version ${version} is made of a namespace and a name`,
				"Add both options, 'Namespace' and 'Name', or choose version v4.",
			);
		}
		const { data } = await useTool(
			path`/misc/uuid/generate`,
			{ ...entered, type, ...(type === 'uuid' && { version }) },
			item,
		);
		const made = Array.isArray(data) ? data.map(String) : [];
		return items(
			made.map((id): IDataObject => ({ id, type, version: type === 'uuid' ? version : null })),
		);
	},
});
