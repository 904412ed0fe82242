import fc from 'fast-check';
import type { QuestionOf } from '../../../../../nodes/Warest/send-and-wait/answers/question';
import { readAnswer } from '../../../../../nodes/Warest/send-and-wait/answers/read';
import { open, read, said } from './support';

const number = (more: Partial<QuestionOf<'number'>> = {}): QuestionOf<'number'> => ({
	type: 'number',
	whole: false,
	min: null,
	max: null,
	decimalSign: null,
	...more,
});

const date = (more: Partial<QuestionOf<'date'>> = {}): QuestionOf<'date'> => ({
	type: 'date',
	order: null,
	zone: null,
	min: null,
	max: null,
	...more,
});

describe('a number', () => {
	it.each([
		['5', 5],
		['007', 7],
		['-5', -5],
		['−5', -5],
		['+5', 5],
		['1,5', 1.5],
		['1.5', 1.5],
		[',5', 0.5],
		['1.000,50', 1000.5],
		['1,000.50', 1000.5],
		['1 000,5', 1000.5],
		["1'000.5", 1000.5],
		['1’000’000', 1_000_000],
		['1.000.000', 1_000_000],
		['1,50,000', 150_000],
		['12 345', 12_345],
		['0,500', 0.5],
		['1,0000', 1],
		['12345.678', 12345.678],
		['1 000 000,125', 1_000_000.125],
		['١٬٢٣٤٫٥', 1234.5],
		['١٫٥٠٠', 1.5],
		['१२', 12],
		['５', 5],
		['5️⃣', 5],
		['5.', 5],
		['5!', 5],
		['0', 0],
		['-0', 0],
	])('reads %p as %d', (text, value) => {
		expect(read(text, number())).toBe(value);
	});

	it.each([
		'five',
		'5 kg',
		'5%',
		'€5',
		'1-2',
		'1/2',
		'½',
		'1e5',
		'- 5',
		'--5',
		'(5)',
		'1,2,3',
		'1.2.3',
		'1,00,00',
		'1.000,5.5',
		'1,000 000',
		'1 00',
		'',
		'.',
		'-',
		"'",
		'5?',
		'0x10',
		'Infinity',
		'9'.repeat(100_000),
	])('is not read of %.30p', (text) => {
		expect(read(text, number())).toBe('not a number');
	});

	it('of two readings is neither, unless the author says which sign is the decimal one', () => {
		for (const text of ['1,000', '1.000', '-12,345', '١,٠٠٠']) {
			expect(read(text, number())).toBe('ambiguous');
			expect(read(text, number({ whole: true }))).toBe('ambiguous');
		}
		expect(read('1,000', number({ decimalSign: '.' }))).toBe(1000);
		expect(read('1,000', number({ decimalSign: ',' }))).toBe(1);
		expect(read('1.000', number({ decimalSign: '.' }))).toBe(1);
		expect(read('1.000', number({ decimalSign: ',' }))).toBe(1000);
		expect(read('1,5', number({ decimalSign: '.' }))).toBe('not a number');
		expect(readAnswer(said('1,000'), open(number()))).toMatchObject({ couldBe: ['1000', '1'] });
	});

	it('keeps to what the author allows', () => {
		const dozen = number({ whole: true, min: 1, max: 12 });
		expect(['1', '12', '0', '13', '1,5'].map((text) => read(text, dozen))).toEqual([
			1,
			12,
			'too small',
			'too large',
			'not a whole number',
		]);
		expect(read('9007199254740993', number())).toBe('too large');
		expect(read('-9007199254740993', number())).toBe('too small');
	});

	it('is itself in the writing of every language, and in doubt only where one sign divides thousands', () => {
		const languages = 'en de fr de-CH en-IN hi ar-EG fa pl pt sv id tr he ru bn'.split(' ');
		const formats = languages.map(
			(language) => new Intl.NumberFormat(language, { maximumFractionDigits: 3 }),
		);
		const formatted = fc.record({
			format: fc.constantFrom(...formats),
			digits: fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
			size: fc.integer({ min: 0, max: 9 }),
			places: fc.integer({ min: 0, max: 3 }),
		});
		fc.assert(
			fc.property(formatted, ({ format, digits, size, places }) => {
				const value = Math.trunc(digits / 10 ** size) / 10 ** places + 0;
				const text = format.format(value);
				const inDoubt = /^\P{Nd}*[^\P{Nd}0\u0966\u09e6]\p{Nd}{0,2}[.,]\p{Nd}{3}$/u.test(text);
				expect([text, read(text, number())]).toEqual([text, inDoubt ? 'ambiguous' : value]);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('a date', () => {
	it.each([
		['2026-04-03', '2026-04-03'],
		['2026/4/3', '2026-04-03'],
		['2026.04.03', '2026-04-03'],
		['25/12/2026', '2026-12-25'],
		['12/25/2026', '2026-12-25'],
		['03-03-2026', '2026-03-03'],
		['25. 12. 2026', '2026-12-25'],
		['٢٠٢٦-٠٤-٠٣', '2026-04-03'],
		['2026年4月3日', '2026-04-03'],
		['2026년 4월 3일', '2026-04-03'],
		['29/02/2028', '2028-02-29'],
		['3 April 2026', '2026-04-03'],
		['April 3rd, 2026', '2026-04-03'],
		['3-Apr-2026', '2026-04-03'],
		['the 1st of May 2026', '2026-05-01'],
		['3. März 2026', '2026-03-03'],
		['3 de abril de 2026', '2026-04-03'],
		['1er août 2026', '2026-08-01'],
		['17 Agustus 2026', '2026-08-17'],
		['3 апреля 2026', '2026-04-03'],
		['3 Mayıs 2026', '2026-05-03'],
		['٣ أبريل ٢٠٢٦', '2026-04-03'],
		['3 अप्रैल 2026', '2026-04-03'],
		['2026 Apr 3', '2026-04-03'],
		['3 апреля 2026 г.', '2026-04-03'],
	])('reads %s as %s', (text, day) => {
		expect(read(text, date())).toBe(day);
	});

	it.each([
		['03/04/2026', 'ambiguous'],
		['03.04.2026', 'ambiguous'],
		['03/04/26', 'ambiguous'],
		['3 listopad 2026', 'ambiguous'],
		['25/12', 'no year'],
		['25.12.', 'no year'],
		['3 April', 'no year'],
		['31/02/2026', 'no such date'],
		['2026-02-29', 'no such date'],
		['2026-13-01', 'no such date'],
		['2026-00-10', 'no such date'],
		['2026-04-31', 'no such date'],
		['31 April 2026', 'no such date'],
		['13/13/2026', 'no such date'],
		['2569-04-03', 'no such date'],
		['0026-04-03', 'no such date'],
		['2026-04-03 15:00', 'not a date'],
		['2026-04/03', 'not a date'],
		['3 or 4 April 2026', 'not a date'],
		['April 2026', 'not a date'],
		['2026', 'not a date'],
		['next week', 'not a date'],
		['not 3 April 2026', 'not a date'],
		['today', 'not a date'],
		['', 'not a date'],
		['3 April 2026?', 'not a date'],
	])('takes %s for %s', (text, because) => {
		expect(read(text, date())).toBe(because);
	});

	it('is read in the order that the author gives, and in no other', () => {
		expect(read('03/04/2026', date({ order: 'DMY' }))).toBe('2026-04-03');
		expect(read('03/04/2026', date({ order: 'MDY' }))).toBe('2026-03-04');
		expect(read('03/04/2026', date({ order: 'YMD' }))).toBe('ambiguous');
		expect(read('12/25/2026', date({ order: 'DMY' }))).toBe('no such date');
		expect(read('2026-04-03', date({ order: 'MDY' }))).toBe('2026-04-03');
		expect(read('03/04/26', date({ order: 'DMY' }))).toBe('ambiguous');
	});

	it.each([
		['Today!', 'Asia/Jakarta', '2026-11-29'],
		['hari ini', 'America/New_York', '2026-11-28'],
		['Besok', 'Asia/Jakarta', '2026-11-30'],
		['mañana', 'UTC', '2026-11-29'],
		['aujourd’hui', 'UTC', '2026-11-28'],
		['कल', 'Asia/Kolkata', 'not a date'],
		['yesterday', 'UTC', 'not a date'],
	])('reads %s in %s as %s', (text, zone, day) => {
		const at = '2026-11-28T20:00:00.000Z';
		const reading = readAnswer(said(text, { at }), open(date({ zone })));
		expect(reading).toMatchObject(day === 'not a date' ? { because: day } : { value: day });
	});

	it('keeps to what the author allows', () => {
		const week = date({ min: '2026-11-23', max: '2026-11-29' });
		expect(
			['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30'].map((text) => read(text, week)),
		).toEqual(['too early', '2026-11-23', '2026-11-29', 'too late']);
	});

	it('comes back as itself from every language with the name of its month', () => {
		const languages =
			'en en-GB de fr es pt it nl id ms ru uk pl tr ar hi cs sv da hu ro el ja zh ko'.split(' ');
		const days = fc.date({
			min: new Date('1950-01-01'),
			max: new Date('2099-12-31'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(fc.constantFrom(...languages), days, (language, day) => {
				const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
				const text = new Intl.DateTimeFormat(language, format).format(day);
				// The Polish November is the Croatian October.
				const expected = text.includes('listopada') ? 'ambiguous' : day.toISOString().slice(0, 10);
				expect([text, read(text, date())]).toEqual([text, expected]);
			}),
			{ numRuns: 500 },
		);
	});

	it('in digits is the one that was meant, in doubt, or none', () => {
		const parts = fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }));
		fc.assert(
			fc.property(
				parts,
				fc.constantFrom('/', '-', '.'),
				fc.boolean(),
				([day, month], sign, dayFirst) => {
					const text = [...(dayFirst ? [day, month] : [month, day]), 2026].join(sign);
					const meant = new Date(Date.UTC(2026, month - 1, day));
					const exists = meant.getUTCDate() === day;
					const isSure = day > 12 || day === month;
					const expected = isSure ? meant.toISOString().slice(0, 10) : 'ambiguous';
					expect(read(text, date())).toBe(exists ? expected : 'no such date');
				},
			),
		);
	});
});

describe('an e-mail address', () => {
	it.each([
		['ann@example.com', 'ann@example.com'],
		[' Ann.Lee+x@Example.CO.uk\n', 'Ann.Lee+x@example.co.uk'],
		['<ann@example.com>', 'ann@example.com'],
		['mailto:ann@example.com', 'ann@example.com'],
		['ann@müller.de', 'ann@müller.de'],
		['ann＠example.com', 'ann@example.com'],
	])('reads %p as %s', (text, address) => {
		expect(read(text, { type: 'email' })).toBe(address);
	});

	it.each([
		'ann',
		'ann@',
		'@example.com',
		'ann@example',
		'ann@example.c',
		'ann@example.123',
		'a nn@example.com',
		'ann@example..com',
		'.ann@example.com',
		'ann.@example.com',
		'an..n@example.com',
		'ann@-example.com',
		'ann@example.com, bob@example.com',
		'ann@example.com bob@example.com',
		'ann@bob@example.com',
		'my address is ann@example.com',
		'ann@example.com?',
		`${'a'.repeat(65)}@example.com`,
		'a@' + 'b.'.repeat(50_000) + 'com',
		'',
	])('is not read of %.40p', (text) => {
		expect(read(text, { type: 'email' })).toBe('not an e-mail address');
	});
});

describe('a phone number', () => {
	const phone = (defaultCountryCode = '') => ({ type: 'phone' as const, defaultCountryCode });

	it.each([
		['+62 812-0001-0000', '', '+6281200010000'],
		['0812-0001-0000', '62', '+6281200010000'],
		['６２８１２０００１００００', '', '+6281200010000'],
		['+٦٢٨١٢٠٠٠١٠٠٠٠', '', '+6281200010000'],
		['+44 (0)20 7946 0958', '', '+442079460958'],
	])('reads %s (%s) as %s', (text, code, value) => {
		expect(read(text, phone(code))).toBe(value);
	});

	it.each([
		['0812-0001-0000', ''],
		['+62 812-0001-0000 or +62 812-0001-0001', ''],
		['12', '62'],
		['my number', '62'],
		['120363041234567890', ''],
		['6281200010000@s.whatsapp.net', ''],
		['123456789012345@lid', ''],
		['', '62'],
	])('is not read of %s (%s)', (text, code) => {
		expect(read(text, phone(code))).toBe('not a phone number');
	});
});

describe('a location, a text', () => {
	const location = { latitude: -6.2, longitude: 106.8, name: 'HQ' };

	it('takes a place that was sent, and no words for one', () => {
		expect(readAnswer(said(null, { location }), open({ type: 'location' }))).toEqual({
			isAnswer: true,
			fits: true,
			value: location,
		});
		expect(read('Jakarta', { type: 'location' })).toBe('not a location');
	});

	it('takes words as they were written, and nothing else for words', () => {
		expect(read(' Hello,\nyou? ', { type: 'freeText' })).toBe('Hello,\nyou?');
		for (const type of ['text', 'email', 'location'] as const) {
			expect(readAnswer(said(null), open({ type }))).toMatchObject({
				fits: false,
				because: 'no text',
			});
		}
		expect(readAnswer(said(null, { location }), open({ type: 'text' }))).toMatchObject({
			because: 'no text',
		});
	});
});
