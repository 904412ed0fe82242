import fc from 'fast-check';
import { bytesOf, fromBase64 } from '../../../nodes/whatsapp/bytes';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));

it('reads bytes in every form in which JSON can carry them', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (array) => {
			const bytes = Buffer.from(array);
			const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
			const base64 = bytes.toString('base64');
			const forms = [
				base64,
				` ${base64.replace(/=+$/, '')}\n`,
				bytes.toString('base64url'),
				throughJson(bytes),
				throughJson(array),
				[...bytes],
			];
			for (const form of forms) expect(bytesOf(form)).toEqual(bytes);
			expect(fromBase64(base64)).toEqual(bytes);
		}),
	);
});

it('takes hex for hex only where its length says so', () => {
	const hex = key.toString('hex');
	expect(bytesOf(hex, 32)).toEqual(key);
	expect(bytesOf(hex.toUpperCase(), 32)).toEqual(key);
	expect(bytesOf(hex)).toEqual(Buffer.from(hex, 'base64'));
	expect(bytesOf(key.toString('base64'), 32)).toEqual(key);
});

it.each([
	'not base64!',
	'a',
	'data:,x',
	'a=b',
	null,
	undefined,
	7,
	true,
	{},
	[],
	[256],
	[-1],
	[1.5],
	['1'],
	{ a: 1 },
	{ '1': 1 },
	{ type: 'Buffer' },
	{ type: 'Buffer', data: 'x' },
	{ type: 'Buffer', data: [300] },
])('finds no bytes in %p', (given) => {
	expect(bytesOf(given)).toBeNull();
});
