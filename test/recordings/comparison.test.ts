import { differences } from './comparison';
import type { Answer } from './comparison';
import { shapeOf } from './shape';

const headers = { 'content-type': 'application/json; charset=utf-8', 'x-ratelimit-limit': '120' };
const body = { status: true, code: 1000, message: 'OK', results: [{ id: 'a', at: null }] };
const recorded: Answer = { status: 200, headers, body };

const named = (got: Partial<Answer>) =>
	differences(recorded, { ...recorded, ...got }).map((line) => line.split(':')[0]);

describe('The comparison of answers', () => {
	it('does not mind different values, or a different number of things of one shape', () => {
		const results = [
			{ id: 'b', at: null },
			{ id: 'c', at: null },
		];
		expect(named({ body: { ...body, results } })).toEqual([]);
	});

	it.each([
		['another status', { status: 202 }, ['status']],
		['another code', { body: { ...body, code: 1104 } }, ['code']],
		['another message', { body: { ...body, message: 'Ok' } }, ['message']],
		['a value for null', { body: { ...body, results: [{ id: 'a', at: 1 }] } }, ['shape']],
		['a missing key', { body: { ...body, results: [{ id: 'a' }] } }, ['shape']],
		['one more key', { body: { ...body, results: [{ id: 'a', at: null, x: 1 }] } }, ['shape']],
		['an empty list', { body: { ...body, results: [] } }, ['shape']],
		['null for a list', { body: { ...body, results: null } }, ['shape']],
		['a header less', { headers: { ...headers, 'retry-after': '3' } }, ['limit headers']],
	] as [string, Partial<Answer>, string[]][])('minds %s', (_what, got, expected) => {
		expect(named(got)).toEqual(expected);
	});

	it('tells pages from JSON', () => {
		const page = { headers: { ...headers, 'content-type': 'text/html' }, body: '<pre>No</pre>' };
		expect(named(page)).toEqual(expect.arrayContaining(['content type', 'HTML error', 'shape']));
	});

	it('takes another order of keys and elements for the same shape', () => {
		expect(shapeOf({ a: [1, 'x'], b: {} })).toBe(shapeOf({ b: {}, a: ['y', 2, 3] }));
	});
});
