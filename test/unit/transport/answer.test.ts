import fc from 'fast-check';
import { readAnswer } from '../../../nodes/transport/answer';

it.each([
	[
		'results of many',
		{ status: true, code: 1000, message: 'OK', results: [{ a: 1 }, { a: 2 }] },
		[{ a: 1 }, { a: 2 }],
	],
	['no results', { status: true, code: 1109, message: 'OK', results: [] }, []],
	[
		'the result of /chats',
		{ status: true, code: 1000, message: 'OK', result: { a: 1 } },
		[{ a: 1 }],
	],
	['a failed send', { status: false, code: 1101, message: 'No', results: null }, []],
	[
		'a plain value',
		{ status: true, code: 1000, message: 'OK', results: ['text'] },
		[{ value: 'text' }],
	],
])('reads %s', (_what, body, results) => {
	expect(readAnswer(200, body)).toMatchObject({
		code: body.code,
		message: body.message,
		results,
		succeeded: body.status,
	});
});

it('reads an error of the middleware', () => {
	expect(readAnswer(429, { error: 'Recipient cooldown', retryAfter: 3 })).toEqual({
		status: 429,
		code: null,
		message: 'Recipient cooldown',
		results: [],
		succeeded: false,
	});
});

it.each([
	['<!DOCTYPE html>'],
	[''],
	[null],
	[undefined],
	[42],
	[[]],
	[{}],
	[{ ok: true }],
	[{ status: 'ok' }],
	[{ status: true, code: '1000' }],
])('%p is not an answer of WARest', (body) => {
	expect(readAnswer(200, body)).toBeNull();
});

it('never throws, and gives objects only', () => {
	fc.assert(
		fc.property(fc.integer({ min: 100, max: 599 }), fc.anything(), (status, body) => {
			const answer = readAnswer(status, body);
			for (const result of answer?.results ?? []) expect(typeof result).toBe('object');
		}),
	);
});
