import fc from 'fast-check';
import { countryCode, phoneDigits } from '../../../nodes/identity/phone';
import { isRefusal } from '../../../nodes/whatsapp/refusal';

describe('a phone number as people write it', () => {
	it.each([
		['6281200010000', '6281200010000'],
		['+6281200010000', '6281200010000'],
		['006281200010000', '6281200010000'],
		['+62 812-0001-0000', '6281200010000'],
		['+62 (812) 0001.0000', '6281200010000'],
		['62 812 0001 0000', '6281200010000'],
		[' +62 812 0001 0000 ', '6281200010000'],
		['\u202a+62 812\u20110001\u20110000\u202c', '6281200010000'],
		['+62\u00a0812\u00a00001\u00a00000', '6281200010000'],
		['tel:+62-812-0001-0000', '6281200010000'],
		['https://wa.me/6281200010000', '6281200010000'],
		['wa.me/6281200010000?text=hi', '6281200010000'],
		['https://api.whatsapp.com/send?phone=6281200010000&text=hi', '6281200010000'],
		['+44 (0)20 7946 0958', '442079460958'],
		['+1 (415) 555-0123', '14155550123'],
	])('%s', (written, digits) => {
		expect(phoneDigits(written)).toBe(digits);
	});

	it.each(['0812-0001-0000', '081200010000'])(
		'expands the leading 0 of %s only with a default country',
		(written) => {
			expect(phoneDigits(written, '62')).toBe('6281200010000');
			expect(phoneDigits(written)).toMatchObject({
				refused: 'starts with 0, so its country is not known',
				allowed: expect.stringContaining('Default Country Code'),
			});
		},
	);

	it.each([
		'',
		' ',
		'Budi',
		'1-800-FLOWERS',
		'123',
		'1234567890123456',
		'+0812000100',
		'00',
		'++',
		'62812x',
		'62812@',
		'٠٨١٢٠٠٠١٠٠٠٠',
	])('refuses %p', (written) => {
		expect(isRefusal(phoneDigits(written, '62'))).toBe(true);
	});

	it('refuses or gives digits that the text contains in that order, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (written) => {
				const digits = phoneDigits(written);
				if (isRefusal(digits)) return;
				expect(written.replace(/\D/g, '')).toContain(digits);
			}),
		);
	});
});

describe('a country code', () => {
	it.each([
		['62', '62'],
		['+62', '62'],
		['0062', '62'],
		[' +1 ', '1'],
		['', ''],
	])('%p', (written, digits) => {
		expect(countryCode(written)).toBe(digits);
	});

	it.each(['Indonesia', '0', '1234', '062'])('refuses %p', (written) => {
		expect(isRefusal(countryCode(written))).toBe(true);
	});
});
