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

	it.each(['(435) 555-1234', '(435)555-1234', '435-555-1234', '435.555.1234', '435 555 1234'])(
		'takes no other country code from the area code of %s',
		(written) => {
			expect(phoneDigits(written)).toMatchObject({
				problem: 'could be +4355551234 or +14355551234',
			});
			expect(isRefusal(phoneDigits('(415) 555-2671'))).toBe(true);
		},
	);

	it.each(['6281200010000.0', '6281200010000.5', '+6281200010000.00', '6281200010000 - 1'])(
		'glues nothing to the number in %s',
		(written) => {
			expect(isRefusal(phoneDigits(written))).toBe(true);
			expect(isRefusal(phoneDigits(written, '62'))).toBe(true);
		},
	);

	it.each(['0812-0001-0000', '081200010000'])(
		'expands the leading 0 of %s only with a default country',
		(written) => {
			expect(phoneDigits(written, '62')).toBe('6281200010000');
			expect(phoneDigits(written)).toMatchObject({
				problem: 'starts with 0, so its country is not known',
				expected: expect.stringContaining('Default Country Code'),
			});
		},
	);

	it.each([
		['+1 1 415 555 2671', '', '14155552671'],
		['+62 0812-0001-0000', '', '6281200010000'],
		['+39 (0)6 1234 5678', '', '390612345678'],
		['+39 06 1234 5678', '', '390612345678'],
		['06 1234 5678', '39', '390612345678'],
		['07 08 12 34 56', '225', '2250708123456'],
		['06 123 4567', '242', '242061234567'],
		['01 95 12 34 56', '229', '2290195123456'],
		['(415) 555-2671', '1', '14155552671'],
		['1 415 555 2671', '1', '14155552671'],
		['98765 43210', '91', '919876543210'],
		['8 (916) 123-45-67', '7', '79161234567'],
		['06 20 123 4567', '36', '36201234567'],
		['011 15-2345-6789', '54', '5491123456789'],
		['+54 11 15-2345-6789', '', '5491123456789'],
		['+52 1 55 1234 5678', '', '5215512345678'],
		['+55 11 8765-4321', '', '551187654321'],
		['011 44 20 7946 0958', '1', '442079460958'],
		['010 44 20 7946 0958', '81', '442079460958'],
		['+800 1234 5678', '', '80012345678'],
	])('%s with the default country code %p', (written, code, digits) => {
		expect(phoneDigits(written, code)).toBe(digits);
	});

	it.each([
		['(201) 555-0123', '1', 'could be +2015550123 or +12015550123'],
		['1512 3456789', '49', 'could be +15123456789 or +4915123456789'],
		['+39 (0)331 123 4567', '', 'could be +3903311234567 or +393311234567'],
		['1234567 7654321', '', 'seems to be more than one number'],
		['1234567 7654321', '49', 'seems to be more than one number'],
		['+62 812 0001 0000 / 1', '', 'seems to be more than one number'],
		['0812 0001 0000 / 0813 0001 0000', '62', 'seems to be more than one number'],
		['+62 812 0001 0000 or +62 813 0001 0000', '', 'seems to be more than one number'],
		['+62 812 0001 0000 ext 5', '', 'seems to be more than one number'],
		['6281200010000\n6281200010001', '', 'seems to be more than one number'],
		['+999 1234567', '', 'begins with a country code that does not exist'],
		['+62 812', '', 'is not a possible number of country code 62'],
		['+1 555 010 0123', '', 'is not a possible number of country code 1'],
		['4155552671', '', 'is not a phone number with its country code'],
		[
			'0912345678',
			'351',
			'is not a possible number of country code 351, nor one with another country code',
		],
	])('refuses %p with the default country code %p', (written, code, problem) => {
		expect(phoneDigits(written, code)).toMatchObject({ problem });
	});

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

	/** A number with up to three characters anywhere in it. */
	const nearlyNumber = fc
		.tuple(
			fc.constantFrom('+6281200010000', '0014155552671', '442079460958'),
			fc.array(fc.tuple(fc.nat(14), fc.string({ unit: 'binary', maxLength: 1 })), { maxLength: 3 }),
		)
		.map(([number, added]) =>
			added.reduce<string>((text, [at, more]) => text.slice(0, at) + more + text.slice(at), number),
		);

	it('refuses or gives digits that the text contains in that order, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearlyNumber), (written) => {
				const digits = phoneDigits(written);
				fc.pre(!isRefusal(digits));
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

	it.each(['Indonesia', '0', '1234', '062', '999', '21', '+1 868'])('refuses %p', (written) => {
		expect(isRefusal(countryCode(written))).toBe(true);
	});
});
