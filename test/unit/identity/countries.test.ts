import { certainCountry, dialCode, dialCodeOf } from '../../../nodes/identity/countries';

it.each([
	['US', '1'],
	[' gb ', '44'],
	['UK', '44'],
	['+351', '351'],
	['0062', '62'],
	['62', '62'],
	['PT', '351'],
	['je', '44'],
])('%p means the dial code %s', (country, code) => {
	expect(dialCode(country)).toBe(code);
});

it.each(['', 'XX', 'USA', '12345', '999', '+', '0', '1-868', 'constructor', '+0351'])(
	'%p means none',
	(country) => {
		expect(dialCode(country)).toBeNull();
	},
);

it.each([
	['6281200010003', '62'],
	['85512345678', '855'],
	['14155552671', '1'],
	['351912345678', '351'],
	['999123456', '9'],
])('%s begins with the dial code %s', (digits, code) => {
	expect(dialCodeOf(digits)).toBe(code);
});

it('gives no country if the dial code does not say', () => {
	expect(certainCountry('14155552671', 'CA')).toBeNull();
	expect(certainCountry('+77011234567', 'RU')).toBeNull();
	expect(certainCountry('79161234567@s.whatsapp.net', 'RU')).toBe('RU');
	expect(certainCountry('6281200010003', null)).toBeNull();
});
