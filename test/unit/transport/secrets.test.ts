import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { masking } from '../../../nodes/transport/secrets';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe.each(['warest-admin-key', 'k/y+with?odd&signs ü="\\"'])('the key %s is masked', (key) => {
	const safe = masking(` ${key} `);

	it.each<[string, string]>([
		['as it is', key],
		['in an address', encodeURIComponent(key)],
		['in an address, in small letters', encodeURIComponent(key).toLowerCase()],
		['in a form', new URLSearchParams({ key }).toString().slice(4)],
		['in JSON', JSON.stringify({ key })],
		['in hex', Buffer.from(key).toString('hex')],
		['as its hash, which the server takes for it', createHash('sha256').update(key).digest('hex')],
	])('%s', (_where, text) => {
		expect(safe(`before ${text} after`)).toMatch(/^before .*\*\*\*.* after$/);
		expect(safe(`before ${text} after`)).not.toContain(text);
	});

	it('in base64, whatever stands before and after it', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (before, after) => {
				const text = base64(`${before}${key}${after}`);
				for (const encoded of [text, text.replaceAll('+', '-').replaceAll('/', '_')]) {
					const shown = safe(encoded);
					expect(shown).toContain('***');
					expect(Buffer.from(shown, 'base64').toString()).not.toContain(key);
				}
			}),
		);
	});
});

it.each(['', ' ', 'ch', 'the', '1234567'])('the key %p is too short to mask words', (key) => {
	const text = 'Check the parameters of this item: 1234567';
	expect(masking(key)(text)).toBe(text);
});
