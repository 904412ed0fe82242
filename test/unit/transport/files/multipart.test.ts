import { MultipartBody, multipartType } from '../../../../nodes/transport/files/multipart';

it('has a boundary of lower-case characters, the only ones that the server reads', () => {
	const types = Array.from({ length: 100 }, multipartType);
	for (const type of types) {
		expect(type).toMatch(/^multipart\/form-data; boundary=-{4}warest[0-9a-f]{24}$/);
	}
	expect(new Set(types).size).toBe(100);
});

it('gives its parts in their order, and takes no more', () => {
	const body = new MultipartBody([
		['to', '1'],
		['caption', 'x'],
	]);
	expect([...body]).toEqual([
		['to', '1'],
		['caption', 'x'],
	]);
	expect(() => body.append()).toThrow('fixed');
});
