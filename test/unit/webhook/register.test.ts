import {
	addressOf,
	joined,
	membersOf,
	registerIn,
	registerOf,
	urlOf,
	without,
} from '../../../nodes/webhook/register';

const N8N = 'https://n8n.example.com/sub';
const A = `${N8N}/webhook/hook-a/warest`;
const B = `${N8N}/webhook/hook-b/warest`;
const TEST = `${N8N}/webhook-test/hook-c/warest`;
const alone = registerIn(A);

describe('a register', () => {
	it('stands in the URL, and is read from it again', () => {
		const both = joined(alone, B)!;
		const url = urlOf(both, 1);
		expect(url).toBe(`${A}?v=1&with=hook-b`);
		expect(registerIn(url)).toEqual({ head: A, others: ['hook-b'] });
	});

	it('of an older version is that of a head alone', () => {
		expect(registerIn(`${A}?v=mx004r31`)).toEqual({ head: A, others: [] });
		expect(registerIn(A)).toEqual({ head: A, others: [] });
	});

	it('takes names only, each once, and so many', () => {
		const query = 'with=hook-a,hook-b,hook-b,https://evil.example.com,..,a/b,t.hook-c,';
		expect(registerIn(`${A}?${query}`).others).toEqual(['hook-b', 't.hook-c']);
		const many = Array.from({ length: 30 }, (_, index) => `hook-${index}`);
		expect(registerIn(`${A}?with=${many.join(',')}`).others).toHaveLength(19);
	});

	it('gives each member an address of the same n8n', () => {
		expect(addressOf('hook-b', A)).toBe(B);
		expect(addressOf('t.hook-c', A)).toBe(TEST);
		expect(addressOf('hook-a', TEST)).toBe(A);
	});

	it('is joined once, and is full at some time', () => {
		expect(joined(alone, A)).toEqual(alone);
		const many = Array.from({ length: 20 }, (_, index) => `hook-${index}`);
		expect(joined(registerOf(many, A)!, B)).toBeNull();
	});

	it('has whoever listens for a test event at its end', () => {
		const listened = joined(registerIn(TEST), A)!;
		expect(listened).toEqual({ head: A, others: ['t.hook-c'] });
		expect(membersOf(joined(listened, B)!)).toEqual(['hook-a', 'hook-b', 't.hook-c']);
	});

	it('is not joined from an address that it could not name', () => {
		expect(joined(alone, 'https://other.example.com/webhook/hook-b/warest')).toBeNull();
		expect(joined(alone, `${N8N}/tests/hook-b/warest`)).toBeNull();
		expect(joined(alone, `${N8N}/webhook/hook b/warest`)).toBeNull();
	});

	it('has no names where the address is none of a trigger', () => {
		const program = registerIn('https://program.example.com/hook?with=hook-b');
		expect(membersOf(program)).toEqual(['hook-b']);
		expect(joined(program, B)).toBeNull();
		expect(addressOf('hook-b', program.head)).not.toContain('program.example.com');
	});

	it('goes on without one that has left, also without its head', () => {
		const three = registerOf(['hook-a', 'hook-b', 't.hook-c'], A)!;
		expect(without(three, B)).toEqual({ head: A, others: ['t.hook-c'] });
		expect(without(three, A)).toEqual({ head: B, others: ['t.hook-c'] });
		expect(without(alone, A)).toBeNull();
	});
});
