import { baseUrl, withoutLogin } from '../../../nodes/transport/base-url';

it.each([
	['http://localhost:7308', 'http://localhost:7308'],
	['http://localhost:7308/', 'http://localhost:7308'],
	['http://localhost:7308///', 'http://localhost:7308'],
	[' https://wa.example.com ', 'https://wa.example.com'],
	['HTTPS://WA.Example.com', 'https://wa.example.com'],
	['https://example.com/warest/', 'https://example.com/warest'],
	['https://example.com/warest/api/v1/', 'https://example.com/warest'],
	['http://localhost:7308/api/v1', 'http://localhost:7308'],
	['http://localhost:7308/api', 'http://localhost:7308'],
	['http://localhost:7308/?x=1#y', 'http://localhost:7308'],
	['http://[::1]:7308', 'http://[::1]:7308'],
	['https://user:pass@example.com/wa/', 'https://user:pass@example.com/wa'],
])('%p is the server %s', (written, url) => {
	expect(baseUrl(written)).toBe(url);
});

it.each([
	['', 'is empty'],
	['   ', 'is empty'],
	['localhost:7308', 'does not start with http:// or https://'],
	['warest.example.com', 'does not start with http:// or https://'],
	['ftp://example.com', 'does not start with http:// or https://'],
	['http://', 'is not a web address'],
	['http://a b', 'is not a web address'],
])('%p %s', (written, problem) => {
	expect(baseUrl(written)).toMatchObject({ problem, expected: expect.stringContaining('http://') });
});

it.each([
	['https://user:secret@example.com/wa', 'https://example.com/wa'],
	['ftp://user:secret@example.com', 'ftp://example.com'],
	['http://user:a@b:secret@example.com/x@y', 'http://example.com/x@y'],
	['https://example.com/a?b=c@d', 'https://example.com/a?b=c@d'],
])('for people %s is %s', (written, shown) => {
	expect(withoutLogin(written)).toBe(shown);
});
