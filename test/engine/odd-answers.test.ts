import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { useSandbox } from '../support/sandbox';
import { runWarest } from '../support/warest';
import { cases } from './cases';

const current = useSandbox({ world: 'recorded' });

const allowUnknown = ({ options }: INodeParameters) =>
	typeof options === 'object' && options !== null && 'allowUnknown' in options
		? { allowUnknown: true }
		: {};

const operations = Object.entries(cases).flatMap(([resource, ofResource]) =>
	Object.entries(ofResource).map(([operation, { minimal, full }]) => ({
		resource,
		operation,
		// One look whether the chat exists is enough: it waits for the server to store a new one.
		minimal: operation === 'pinChat' ? minimal : { ...minimal, options: allowUnknown(full) },
	})),
);

const value = fc.jsonValue({ maxDepth: 3 });
const envelope = fc.oneof(
	value,
	fc.record({ status: fc.boolean(), code: fc.nat(9000), message: fc.string(), results: value }),
	fc.record({
		status: fc.constant(true),
		code: fc.constant(1000),
		message: fc.constant('OK'),
		results: fc.oneof(
			fc.constant([]),
			fc.array(
				fc.record(
					{
						data: value,
						items: value,
						steps: value,
						advancedInfo: value,
						qr: value,
						pagination: value,
					},
					{ requiredKeys: [] },
				),
			),
		),
	}),
	fc.record({ status: fc.constant(true), code: fc.nat(9000), message: value, result: value }),
	fc.record({ error: value, retryAfter: value }),
);
const status = fc.constantFrom(
	200,
	201,
	202,
	207,
	400,
	401,
	403,
	404,
	409,
	413,
	418,
	422,
	500,
	502,
	503,
);

/** What JavaScript says of a value that isn't there: nothing for a person. */
const PROGRAMMERS = /undefined|is not a function|is not iterable|Cannot (read|convert)|\[object/;

it.each(operations)(
	'$resource $operation takes every answer, or says what is wrong with it',
	async ({ resource, operation, minimal }) => {
		await fc.assert(
			fc.asyncProperty(status, envelope, async (code, body) => {
				const { control } = current.sandbox;
				control.clearFaults();
				control.fault({
					path: '/api',
					times: 20,
					action: { kind: 'answer', status: code, body: body ?? {} },
				});
				const { error, items } = await runWarest(
					current.account,
					[resource, operation],
					{ ...minimal, pace: { maxWait: 0 } },
					{ items: [{ json: {}, binary: current.binary }] },
				);
				if (!error) return expect(items.every(({ json }) => typeof json === 'object')).toBe(true);
				expect(['NodeApiError', 'NodeOperationError']).toContain(error.name);
				expect(error.message).not.toMatch(PROGRAMMERS);
			}),
			{ numRuns: 25 },
		);
	},
	60_000,
);
