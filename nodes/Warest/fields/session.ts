import { SESSION_ID } from '../../transport/server-facts';
import { sessionId } from '../../transport/session-id';
import type { Field } from '../engine/field';
import { text } from '../engine/fields';
import type { Item } from '../engine/item';
import { defaultSession } from './default-session';

/** The values of an operation that have a session among them. */
export interface OfSession {
	sessionId: string;
}

/** The ID of a session that need not exist yet. */
export function newSession(): Field<string> {
	const field = text(
		{
			displayName: 'Session ID',
			placeholder: 'e.g. my-shop',
			description:
				'A name for this WhatsApp account: up to 64 letters, digits, dots, underscores and hyphens',
		},
		sessionId,
	);
	return { ...field, names: 'session' };
}

/** A session from the list of existing ones, or entered by hand; it must be named. */
export function chosenSession(): Field<string> {
	const { parse } = text({ displayName: 'Session' }, sessionId);
	return {
		parameter: {
			displayName: 'Session',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The WhatsApp account',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a session…',
					typeOptions: { searchListMethod: 'searchSessions', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. shop',
					validation: [
						{
							type: 'regex',
							properties: {
								regex: `^\\s*${SESSION_ID.source.slice(1, -1)}\\s*$`,
								errorMessage: 'Up to 64 letters, digits, . _ and -',
							},
						},
					],
				},
			],
		},
		parse,
		names: 'session',
	};
}

/** The same; left empty, it is {@link defaultSession}. An expression that gives nothing is refused. */
export function session(): Field<string> {
	const { parameter, parse, names } = chosenSession();
	return {
		parameter: {
			...parameter,
			required: undefined,
			// In the empty field it is read without a click; n8n's definitions repeat descriptions for each operation.
			description: undefined,
			modes: parameter.modes?.map((mode) =>
				mode.name === 'list'
					? { ...mode, placeholder: 'Default, or the only connected one' }
					: mode,
			),
		},
		parse: async (raw, item: Item, earlier) =>
			item.isLeftEmpty('sessionId')
				? await defaultSession(item.api)
				: await parse(raw, item, earlier),
		names,
	};
}

/** A session among the options: of a request that goes through any connected one if none is chosen. */
export function optionalSession(): Field<string | undefined> {
	const { parameter, parse } = chosenSession();
	return {
		parameter: {
			...parameter,
			required: undefined,
			description: 'Not set: the Default Session, or the first connected one',
		},
		parse: (raw, at, earlier) =>
			raw === null || raw === undefined || raw === '' ? undefined : parse(raw, at, earlier),
	};
}
