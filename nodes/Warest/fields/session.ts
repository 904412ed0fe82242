import { isSegment } from '../../transport/path';
import { SESSION_ID } from '../../transport/server-facts';
import type { Refusal } from '../../whatsapp/refusal';
import type { Field } from '../engine/field';
import { text } from '../engine/fields';

function sessionId(entered: string): string | Refusal {
	const id = entered.trim();
	return SESSION_ID.test(id) && isSegment(id)
		? id
		: {
				problem: 'is not a session ID',
				expected: 'It has 1 to 64 letters, digits, dots, underscores or hyphens, e.g. shop-1.',
			};
}

/** The values of an operation that have a session among them. */
export interface OfSession {
	sessionId: string;
}

/** The ID of a session that need not exist yet. */
export function newSession(): Field<string> {
	const field = text(
		{
			displayName: 'Session ID',
			placeholder: 'e.g. shop',
			description:
				'Name of the session: one WhatsApp account on the WARest server. Up to 64 letters, digits, dots, underscores and hyphens.',
		},
		sessionId,
	);
	return { ...field, names: 'session' };
}

/** A session from the list of existing ones, or entered by hand. */
export function session(): Field<string> {
	const { parse } = text({ displayName: 'Session' }, sessionId);
	return {
		parameter: {
			displayName: 'Session',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The WhatsApp account, as connected to the WARest server',
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
								errorMessage: 'Up to 64 letters, digits, dots, underscores and hyphens',
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

/** A session among the options: of a request that goes through any connected one if none is chosen. */
export function optionalSession(): Field<string | undefined> {
	const { parameter, parse } = session();
	return {
		parameter: {
			...parameter,
			required: undefined,
			description:
				'The WhatsApp account to look it up with. The first that is connected if not set.',
		},
		parse: (raw, at, earlier) =>
			raw === null || raw === undefined || raw === '' ? undefined : parse(raw, at, earlier),
	};
}
