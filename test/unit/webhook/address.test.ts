import { freshUrl, madeAt, n8nIn } from '../../../nodes/webhook/address';

it.each([
	['https://n8n.example/webhook/abc/warest', 'https://n8n.example'],
	['HTTPS://N8N.Example:443/sub/webhook/abc/warest?with=def', 'https://n8n.example/sub'],
	['http://n8n.example:5678/webhook-test/abc/warest', 'http://n8n.example:5678'],
	['https://n8n.example/hook', null],
	['', null],
])('n8n in %s is %s', (url, n8n) => {
	expect(n8nIn(url)).toBe(n8n);
});

it.each([
	[freshUrl('https://n8n.example/webhook/abc/warest', 1_795_000_000_000), 1_795_000_000_000],
	['https://n8n.example/webhook/abc/warest?v=zzzzzzzzzzzz&with=def', 1_796_000_000_000],
	['https://n8n.example/webhook/abc/warest', 0],
	['https://n8n.example/webhook/abc/warest?v=*', 0],
	['', 0],
])('%s was made at %s', (url, at) => {
	expect(madeAt(url, 1_796_000_000_000)).toBe(at);
});
