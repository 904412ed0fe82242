import { rewriting } from '../../../nodes/whatsapp/text';
import { isOneEmoji } from '../../../nodes/whatsapp/emoji';

it.each([
	['a <b and c> d', '<b and c>'],
	['1<2 & 3>2', '<2 & 3>'],
	['<only-tag>', '<only-tag>'],
])('warns that WARest deletes a part of %p', (text, deleted) => {
	expect(rewriting(text, { trimmed: true })).toEqual([
		expect.stringContaining(`${deleted} did not arrive`),
	]);
});

it('warns of emoji words and of blanks around a text', () => {
	expect(rewriting(':fire: sale', { trimmed: true })).toEqual([expect.stringContaining(':fire:')]);
	expect(rewriting(' hello', { trimmed: true })).toEqual([expect.stringContaining('spaces')]);
	expect(rewriting(' hello', { trimmed: false })).toEqual([]);
});

it.each([
	'hello',
	'*bold* _x_',
	'a < b',
	'2 > 1',
	'<b>bold</b><br>',
	':unknown:',
	'10:30',
	'see you :)',
])('says nothing of %p', (text) => {
	expect(rewriting(text, { trimmed: true })).toEqual([]);
});

it.each(['👍', '👍🏽', '👨‍👩‍👧', '🇮🇩', '1️⃣', '❤️', '❤'])('%s is one emoji', (text) => {
	expect(isOneEmoji(text)).toBe(true);
});

it.each(['', 'a', '1', '👍👍', '👍 ', ':)', 'é'])('%p is not', (text) => {
	expect(isOneEmoji(text)).toBe(false);
});
